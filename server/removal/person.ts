import { apartProject } from '../plan/stored-plan.ts'
import type { PersonRow, Store } from '../store/port.ts'
import { forgetIds, forgetSessions } from './documents.ts'
import { unreadOf } from './unread.ts'

export type PersonStore = Pick<
  Store,
  | 'person'
  | 'findPerson'
  | 'history'
  | 'events'
  | 'session'
  | 'sessions'
  | 'unread'
  | 'deletePerson'
  | 'documents'
  | 'putDocument'
  | 'deleteDocument'
>

/** Everything a removal of a person has to find, read before anything is gone. */
export interface Whole {
  row: PersonRow
  sessions: string[]
}

export async function wholeOf(store: PersonStore, project: string, person: string): Promise<Whole | null> {
  const row = await store.person(project, person)
  if (!row) return null
  const sessions: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.sessions({ project, person, limit: 500, ...(cursor ? { cursor } : {}) })
    sessions.push(...page.items.map(one => one.session))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  const unread = await unreadOf(store, project, one => one.person === person)
  return { row, sessions: [...sessions, ...unread.map(one => one.session)] }
}

export async function removePerson(
  store: PersonStore,
  project: string,
  { row, sessions }: Whole,
): Promise<{ sessions: number; events: number; links: number; notes: number }> {
  const documents = await forgetSessions(store, project, new Set(sessions))
  await forgetIds(store, project, new Set([row.id, ...row.userIds, ...row.anonymousIds]))
  const removed = (await store.deletePerson(project, row.id)) ?? { sessions: 0, events: 0 }
  // Events the plan kept apart are in a place of their own, where the same ids are other persons.
  const apart = apartProject(project)
  for (const by of idsOf(row)) {
    const twin = await store.findPerson(apart, by)
    if (twin) removed.events += (await store.deletePerson(apart, twin.id))?.events ?? 0
  }
  return { ...removed, ...documents }
}

/** Asks for all of it again. */
export async function checkPerson(
  store: PersonStore,
  project: string,
  { row, sessions }: Whole,
): Promise<{ what: string; gone: boolean }[]> {
  const found = await Promise.all(idsOf(row).map(by => store.findPerson(project, by)))
  const events = await Promise.all(
    idsOf(row).map(async by => (await store.events({ project, limit: 1, ...by })).items.length),
  )
  const left = await Promise.all(sessions.map(session => store.session({ project, session })))
  return [
    { what: 'the person, by its id', gone: (await store.person(project, row.id)) === null },
    { what: 'the person, by each id it had', gone: found.every(one => one?.id !== row.id) },
    { what: 'traits and history', gone: (await store.history(project, row.id)) === null },
    { what: 'events, by each id it had', gone: events.every(count => count === 0) },
    { what: `sessions with their recordings (${sessions.length})`, gone: left.every(one => one === null) },
  ]
}

function idsOf({ userIds, anonymousIds }: PersonRow): ({ user: string } | { anonymous: string })[] {
  return [...userIds.map(user => ({ user })), ...anonymousIds.map(anonymous => ({ anonymous }))]
}
