import type { AccountSummary } from '../../../contract/data.ts'
import type { JsonObject } from '../../../contract/event.ts'
import type { Store } from '../../store/port.ts'

/** Group calls looked at, the newest; a project that makes more is asked in its warehouse. */
const EXAMINED = 10_000
export const MOST_MEMBERS = 100

interface Known {
  id: string
  traits: JsonObject
  /** Ids of persons, who named it last first. */
  members: Set<string>
  lastSeen: number
}

/** The project's groups, out of its group calls. */
export async function accountsOf(
  store: Pick<Store, 'eventsNamed'>,
  project: string,
): Promise<Map<string, Known>> {
  const found = new Map<string, Known>()
  const newestFirst = await store.eventsNamed({ project, name: 'group', named: false, limit: EXAMINED })
  for (const { groupId, person, traits, at } of newestFirst) {
    if (!groupId) continue
    const known = found.get(groupId) ?? { id: groupId, traits: {}, members: new Set(), lastSeen: at }
    found.set(groupId, known)
    // What a later call said stays.
    known.traits = { ...traits, ...known.traits }
    if (person !== '') known.members.add(person)
  }
  return found
}

export function accountOf({ id, traits, members, lastSeen }: Known): AccountSummary {
  const { name } = traits
  const label = typeof name === 'string' && name.trim() !== '' ? name : id
  return { id, label, traits, total: members.size, lastSeen }
}
