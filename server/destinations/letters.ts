import type { DeadLetter, ShownLetter } from '../../contract/destination.ts'
import { momentOf } from '../read/data/moment.ts'
import type { Store } from '../store/port.ts'
import { eventOf } from './event.ts'

/** A dead letter with what did not arrive, and where it happened. */
export async function shownLetter(store: Store, project: string, letter: DeadLetter): Promise<ShownLetter> {
  const event = await eventOf(store, project, letter.messageId)
  if (event === null) return { ...letter, event: null }
  const { type, event: name = type, at, person: personId = '', sessionId = null } = event
  const recorded = await momentOf(store, project, { sessionId, personId, at })
  const url = recorded ?? (personId === '' ? null : `/people/${encodeURIComponent(personId)}`)
  return { ...letter, event: { name, at, url } }
}
