/** What the data screen asks of the server. */
import type { AnalyticsEvent, List } from '../../contract/api.ts'
import type {
  BlockedEvent,
  EventTally,
  LiveEvent,
  MergeOfPerson,
  SeenProperties,
} from '../../contract/data.ts'
import type { Destination, Ledger, ShownLetter } from '../../contract/destination.ts'
import type { Json, Source } from '../../contract/event.ts'
import type {
  Dependent,
  Enforcement,
  PlanRule,
  TrackingPlan,
  Violation,
  ViolationKind,
} from '../../contract/plan.ts'
import { address, path, read, type SessionQuery, send } from '../api.ts'

export interface Violations extends List<Violation> {
  groups: number
  kinds: Partial<Record<ViolationKind, number>>
  byEvent: Record<string, number>
  examined: number
  cut: boolean
  /** Events read so far; null: all of them. */
  reading: { done: number; total: number } | null
}

export interface ShownDestination extends Destination {
  ledger: Pick<Ledger, 'received' | 'delivered' | 'filtered' | 'lastAt' | 'lastError'> & {
    waiting: number
    failed: number
  }
}
export type DestinationInput = Omit<Destination, 'id' | 'createdAt'>

export interface DestinationPreview {
  wanted: boolean
  url: string
  headers: Record<string, string>
  body: Json
}

export interface Soundness extends Dependent {
  violations: number
  sound: boolean
}

export interface WrittenPlan {
  name: string
  rules: PlanRule[]
}

type Project = string | undefined

export const calls = {
  events: (query: SessionQuery) => read<List<EventTally>>('/api/data/events', { ...query }),
  /** How many there are of a segment. */
  people: async (whom: Pick<SessionQuery, 'project' | 'segment' | 'definition'>) =>
    (await read<List<unknown>>('/api/persons', { ...whom, limit: 1 })).total ?? 0,
  properties: (name: string, named: boolean, query: SessionQuery) =>
    read<SeenProperties>(`/api/data/events/${path(name)}/properties`, { ...query, named: String(named) }),
  merges: (query: SessionQuery & { outcome?: string }) =>
    read<List<MergeOfPerson> & { merged: number; refused: number }>('/api/data/merges', { ...query }),
  recent: (project: Project) => read<List<AnalyticsEvent>>('/api/events', { project, limit: 25 }),
  moment: (of: Pick<AnalyticsEvent, 'sessionId' | 'personId' | 'timestamp'>, project: Project) =>
    read<{ url: string | null }>('/api/data/moment', {
      project,
      session: of.sessionId ?? undefined,
      person: of.personId,
      at: Date.parse(of.timestamp),
    }),

  plan: (project: Project, version?: number) =>
    read<{ plan: TrackingPlan | null }>('/api/plan', { project, version }),
  versions: (project: Project) => read<List<TrackingPlan>>('/api/plan/versions', { project }),
  writtenPlan: (project: Project) => read<WrittenPlan>('/api/plan/export', { project }),
  draftPlan: (project: Project) => send<WrittenPlan>('POST', address('/api/plan/draft', { project }), {}),
  putPlan: (plan: Json, project: Project) =>
    send<{ plan: TrackingPlan }>('PUT', address('/api/plan', { project }), plan),
  enforce: (enforcement: Partial<Record<Source, Enforcement>>, project: Project) =>
    send<{ plan: TrackingPlan }>('PUT', address('/api/plan/enforcement', { project }), { enforcement }),
  blocked: (project: Project) => read<List<BlockedEvent>>('/api/plan/blocked', { project }),
  admit: (messageIds: string[] | undefined, project: Project) =>
    send<{ admitted: number; known: number }>('POST', address('/api/plan/blocked/admit', { project }), {
      messageIds,
    }),
  soundness: ({ project, from, to }: SessionQuery) =>
    read<List<Soundness> & Pick<Violations, 'reading'>>('/api/plan/segments', { project, from, to }),
  violations: (query: SessionQuery & { kind?: string; event?: string; damages?: string }) =>
    read<Violations>('/api/plan/violations', { ...query }),

  destinations: (project: Project) => read<List<ShownDestination>>('/api/destinations', { project }),
  makeDestination: (input: DestinationInput, project: Project) =>
    send<ShownDestination>('POST', address('/api/destinations', { project }), input),
  changeDestination: (id: string, input: DestinationInput, project: Project) =>
    send<ShownDestination>('PUT', address(`/api/destinations/${path(id)}`, { project }), input),
  removeDestination: (id: string, project: Project) =>
    send<unknown>('DELETE', address(`/api/destinations/${path(id)}`, { project })),
  previewDestination: (id: string, project: Project) =>
    read<DestinationPreview>(`/api/destinations/${path(id)}/preview`, { project }),
  failedOf: (id: string, project: Project) =>
    read<List<ShownLetter>>(`/api/destinations/${path(id)}/failed`, { project }),
  replay: (id: string, messageIds: string[] | undefined, project: Project) =>
    send<ShownDestination>('POST', address(`/api/destinations/${path(id)}/replay`, { project }), {
      messageIds,
    }),
}

/** The tail of what is stored. The browser itself connects again, and goes on where it was. */
export function openTail(
  project: Project,
  hear: { events: (events: LiveEvent[]) => void; state: (state: 'connected' | 'lost' | 'refused') => void },
): () => void {
  const source = new EventSource(address('/api/data/live', { project }))
  source.addEventListener('place', () => hear.state('connected'))
  source.addEventListener('events', message => {
    const events: LiveEvent[] = JSON.parse(message.data)
    hear.events(events)
  })
  source.onerror = () => hear.state(source.readyState === EventSource.CLOSED ? 'refused' : 'lost')
  return () => source.close()
}
