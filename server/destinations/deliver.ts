import type { Destination, Ledger } from '../../contract/destination.ts'
import { ALIVE, type NewEvent } from '../../contract/event.ts'
import type { Store } from '../store/port.ts'
import { eventOf } from './event.ts'
import { wantedOf, wantsAnnouncement } from './in-segment.ts'
import { type Delivery, due, room, settle, take } from './ledger.ts'
import { BATCH, payloadOf } from './payload.ts'
import { send } from './send.ts'
import { ledgerOf, putLedger } from './stored.ts'

export interface Round {
  store: Pick<
    Store,
    'setting' | 'putSetting' | 'feed' | 'events' | 'announcements' | 'announcement' | 'judgedPersons'
  >
  project: string
  destination: Destination
  allowPrivate: boolean
  now: () => number
}

/**
 * One round of one destination: takes what is new from the feed, writes that down, tries what is due, writes down
 * what became of it. A crash in between leaves the books balanced; what was sent and not written down is sent again
 * under the same messageId.
 */
export async function deliver(round: Round): Promise<Ledger> {
  const { store, project, destination, now } = round
  let ledger = await ledgerOf(store, project, destination.id)
  const fresh = new Map<string, NewEvent>()
  const takeIn = (alive: NewEvent[], chosen: NewEvent[], position: string | null) => {
    for (const event of chosen) fresh.set(event.messageId, event)
    const ids = chosen.map(event => event.messageId)
    ledger = take(ledger, ids, alive.length - chosen.length, position, now())
  }
  const before = ledger
  if (room(ledger) > 0) {
    const { items, next } = await store.feed(project, ledger.position, room(ledger))
    if (items.length > 0) {
      const alive = items.filter(event => ALIVE.includes(event.source))
      takeIn(alive, await wantedOf(store, project, destination, alive), next)
    }
  }
  if (room(ledger) > 0) {
    const told = await store.announcements(project, ledger.announced, room(ledger))
    const last = told.at(-1)
    if (last) {
      const events = told.map(({ event }) => event)
      const chosen = events.filter(event => wantsAnnouncement(destination, event))
      takeIn(events, chosen, ledger.position)
      ledger = { ...ledger, announced: last.place }
    }
  }
  if (ledger !== before) await putLedger(store, project, destination.id, ledger)
  const waiting = due(ledger, now())
  if (waiting.length === 0) return ledger
  const results = new Map<string, Delivery>()
  const events: NewEvent[] = []
  for (const { messageId } of waiting) {
    const event = fresh.get(messageId) ?? (await eventOf(store, project, messageId))
    if (event) events.push(event)
    else results.set(messageId, { kind: 'never', error: 'The event was deleted meanwhile.' })
  }
  const size = BATCH[destination.kind]
  for (let i = 0; i < events.length; i += size) {
    const batch = events.slice(i, i + size)
    const result = await send(
      new URL(destination.url),
      payloadOf(destination, batch, now()),
      round.allowPrivate,
    )
    for (const { messageId } of batch) results.set(messageId, result)
    // One that does not answer is not asked again for each event of the round.
    if (result.kind === 'later') {
      for (const { messageId } of events.slice(i + size)) results.set(messageId, result)
      break
    }
  }
  ledger = settle(ledger, results, now(), Math.random)
  await putLedger(store, project, destination.id, ledger)
  return ledger
}
