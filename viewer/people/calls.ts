/** What the people screens ask of the server. */
import type { AnalyticsEvent, List, Person, Session } from '../../contract/api.ts'
import type { Account, AccountSummary, PersonDetail } from '../../contract/data.ts'
import type { UnreadRecording } from '../../contract/removal.ts'
import { path, read, type SessionQuery } from '../api.ts'

type Project = string | undefined

export const calls = {
  persons: (query: SessionQuery & { order: 'id' | 'lastSeen' }) =>
    read<List<Person>>('/api/persons', { ...query }),
  byId: (by: { user: string } | { anonymous: string }, project: Project) =>
    read<List<Person>>('/api/persons', { ...by, project }),
  person: (id: string, project: Project) => read<PersonDetail>(`/api/persons/${path(id)}`, { project }),
  accounts: (q: string, query: SessionQuery) => read<List<AccountSummary>>('/api/accounts', { ...query, q }),
  account: (id: string, project: Project) => read<Account>(`/api/accounts/${path(id)}`, { project }),
  sessions: (person: string, project: Project) =>
    read<List<Session>>('/api/sessions', { person, project, limit: 100 }),
  unread: (person: string, project: Project) =>
    read<List<UnreadRecording> & { bytes: number }>('/api/unread-recordings', { person, project }),
  events: (person: string, project: Project, cursor?: string) =>
    read<List<AnalyticsEvent>>('/api/events', { person, project, cursor, limit: 100 }),
}
