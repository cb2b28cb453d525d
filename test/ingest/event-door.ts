import type { NewEvent } from '../../contract/event.ts'
import { Keys } from '../../server/ingest/keys.ts'
import { Tally } from '../../server/ingest/tally.ts'
import type { OutcomeCount } from '../../server/store/control-port.ts'

export const KEY = 'write-key-of-shop'
export const NOW = Date.parse('2026-11-22T12:00:00.000Z')

/** A door over a list: what the routes hand to the store, and what they count. */
export async function openDoor() {
  const events = new Map<string, NewEvent>()
  const counts: OutcomeCount[] = []
  const settings = new Map<string, unknown>()
  const fault = { failing: false }
  const store = {
    projects: async () => [{ id: 'shop', name: 'Shop', writeKey: KEY, createdAt: 0 }],
    putBatch: async () => 'stored' as const,
    putEvents: async (_project: string, given: NewEvent[]) => {
      if (fault.failing) throw new Error('disk full')
      return given.map(event => {
        if (events.has(event.messageId)) return 'duplicate' as const
        events.set(event.messageId, event)
        return 'stored' as const
      })
    },
    setting: async (name: string) => settings.get(name),
    putSetting: async (name: string, value: unknown) => void settings.set(name, value),
    suggest: async () => [],
    addOutcomes: async (given: OutcomeCount[]) => void counts.push(...given),
  }
  const tally = new Tally(store)
  const door = { store, keys: await Keys.load(store), tally, now: () => NOW }
  const counted = async () => {
    await tally.flush()
    return counts.map(({ project, outcome, reason, count }) => ({ project, outcome, reason, count }))
  }
  return { door, fault, counted, events: () => [...events.values()] }
}
