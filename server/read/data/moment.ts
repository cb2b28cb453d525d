import type { SessionRow, Store } from '../../store/port.ts'
import { sessionUrl } from '../shape.ts'

/** Longest session, and how long after its last recorded event a visit may go on, ms. */
const LONGEST_MS = 24 * 3_600_000
const IDLE_MS = 30 * 60_000

/** When something happened, and what is known of where. */
export interface Happened {
  sessionId: string | null
  personId: string
  at: number
}

/**
 * Where the replay shows it: in the session it names, else in the person's session of that time (what a server sent
 * names none). Null: it was not recorded.
 */
export async function momentOf(
  store: Pick<Store, 'session' | 'sessions'>,
  project: string,
  { sessionId, personId, at }: Happened,
): Promise<string | null> {
  const session = sessionId === null ? await visitAt(store, project, personId, at) : null
  const named = sessionId === null ? null : await store.session({ project, session: sessionId })
  const found = named ?? session
  if (!found || found.tabs === 0) return null
  return `${sessionUrl(found.session)}?t=${Math.max(0, at - found.startedAt)}`
}

async function visitAt(
  store: Pick<Store, 'sessions'>,
  project: string,
  person: string,
  at: number,
): Promise<SessionRow | null> {
  if (person === '') return null
  const { items } = await store.sessions({ project, person, from: at - LONGEST_MS, to: at + 1, limit: 1 })
  const [last] = items
  return last && at <= last.endedAt + IDLE_MS ? last : null
}
