/**
 * The viewer's only fetch. Answers come from our own server, whose types are contract/api.ts; here, and only
 * here, JSON becomes these types.
 */

import type { eventWithTime } from '@rrweb/types'
import type { Me } from '../contract/access.ts'
import type {
  AnalyticsEvent,
  ErrorBody,
  Explanation,
  List,
  Outcome,
  Project,
  Segment,
  SegmentInput,
  Session,
  SessionDetail,
  Suggestion,
} from '../contract/api.ts'
import type { HowCounted } from '../contract/counted.ts'
import type {
  Case,
  CaseChange,
  Example,
  FrustrationBoard,
  RulesInForce,
  Trial,
} from '../contract/frustration/board.ts'
import type { FrustrationRules } from '../contract/frustration/frustration.ts'
import { isRecordedEvent } from '../contract/rrweb.ts'
import type { SegmentProblem } from '../contract/segment/check.ts'
import type { RecorderSettings } from '../contract/settings.ts'

/** What went wrong, in words for people. `code` is the server's, or `offline` when no answer came. */
export class ApiFailure extends Error {
  readonly status: number
  readonly code: string
  readonly problems: SegmentProblem[]

  constructor(status: number, code: string, message: string, problems: SegmentProblem[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.problems = problems
  }
}

export interface SessionQuery {
  project?: string
  segment?: string
  definition?: string
  asOf?: string
  person?: string
  from?: string
  to?: string
  limit?: number
  cursor?: string
  total?: HowCounted
}

export interface Frustration {
  kind: string
  at: number
  sentence: string
  tab?: string
}

export interface SampleState {
  state: 'absent' | 'loading' | 'loaded' | 'removing'
  done: number
  total: number
}

export type SuggestionKind =
  | 'event'
  | 'trait'
  | 'traitValue'
  | 'accountTrait'
  | 'accountTraitValue'
  | 'path'
  | 'failure'
  | 'failureAddress'
  | 'failureStatus'
  | 'text'
  | 'findingPage'
  | 'findingElement'
  | 'field'
  | 'property'
  | 'propertyValue'

type Query = Record<string, string | number | undefined>

const listeners = new Set<() => void>()

/** Called whenever the server says that nobody is signed in. */
export function onSignedOut(listener: () => void): void {
  listeners.add(listener)
}

export const api = {
  me: () => read<Me>('/api/me', {}),
  signIn: (proof: { token: string } | { email: string; password: string }) =>
    send<Me>('POST', '/api/sign-in', proof),
  acceptInvitation: (accepted: { invitation: string; name: string; password: string }) =>
    send<Me>('POST', '/api/invitations/accept', accepted),
  signOut: () => send<unknown>('POST', '/api/sign-out', {}),
  projects: () => read<List<Project>>('/api/projects', {}),
  sessions: (query: SessionQuery, signal?: AbortSignal) =>
    read<List<Session>>('/api/sessions', { ...query }, signal),
  session: (id: string, project?: string) => read<SessionDetail>(`/api/sessions/${path(id)}`, { project }),
  why: (id: string, query: SessionQuery) => read<Explanation>(`/api/sessions/${path(id)}/why`, { ...query }),
  frustrations: (id: string, project?: string) =>
    read<List<Frustration>>(`/api/sessions/${path(id)}/frustrations`, { project }),
  events: (session: string, project?: string, cursor?: string) =>
    read<List<AnalyticsEvent>>('/api/events', { session, project, cursor, limit: 500 }),
  segments: (project?: string) => read<List<Segment>>('/api/segments', { project }),
  segment: (id: string, project?: string) => read<Segment>(`/api/segments/${path(id)}`, { project }),
  createSegment: (input: SegmentInput, project?: string) =>
    send<Segment>('POST', address('/api/segments', { project }), input),
  updateSegment: (id: string, input: SegmentInput, project?: string) =>
    send<Segment>('PUT', address(`/api/segments/${path(id)}`, { project }), input),
  deleteSegment: (id: string, project?: string) =>
    send<unknown>('DELETE', address(`/api/segments/${path(id)}`, { project })),
  suggest: (
    query: {
      of: SuggestionKind
      name?: string
      event?: string
      prefix?: string
      project?: string
    },
    signal?: AbortSignal,
  ) => read<List<Suggestion>>('/api/suggest', query, signal),
  sample: (project?: string) => read<SampleState>('/api/sample', { project }),
  loadSample: (project?: string) => send<SampleState>('POST', address('/api/sample', { project }), {}),
  removeSample: (project?: string) => send<SampleState>('DELETE', address('/api/sample', { project })),
  importRecording: (text: string, project?: string) =>
    call<{ session: Session }>(address('/api/sessions/import', { project }), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    }),
  frustrationBoard: (query: SessionQuery & { state?: string; sort?: string; compare?: string }) =>
    read<FrustrationBoard>('/api/frustrations', { ...query }),
  frustrationExamples: (query: SessionQuery & Pick<Case, 'kind' | 'page' | 'element'>) =>
    read<List<Example>>('/api/frustrations/examples', { ...query }),
  changeCase: (change: CaseChange, project?: string) =>
    send<Case>('PUT', address('/api/frustrations/case', { project }), change),
  sayFine: (said: Pick<Case, 'kind' | 'element'> & { fine: boolean }, project?: string) =>
    send<unknown>('POST', address('/api/frustrations/fine', { project }), said),
  frustrationRules: (project?: string) => read<RulesInForce>('/api/settings/frustration', { project }),
  changeFrustrationRules: (rules: FrustrationRules, project?: string) =>
    send<RulesInForce>('PUT', address('/api/settings/frustration', { project }), rules),
  tryFrustrationRules: (rules: FrustrationRules, project?: string, signal?: AbortSignal) =>
    send<Trial>('POST', address('/api/settings/frustration/try', { project }), rules, signal),
  recorderSettings: (project?: string) => read<RecorderSettings>('/api/settings/recorder', { project }),
  changeRecorderSettings: (change: Partial<RecorderSettings>, project?: string) =>
    send<RecorderSettings>('PUT', address('/api/settings/recorder', { project }), change),
  pathTemplates: (project?: string) => read<{ templates: string[] }>('/api/settings/paths', { project }),
  changePathTemplates: (templates: string[], project?: string) =>
    send<{ templates: string[] }>('PUT', address('/api/settings/paths', { project }), { templates }),
  outcomes: (project?: string) => read<List<Outcome>>('/api/ingest/outcomes', { project }),
  batch: async (session: string, tab: string, seq: number, project?: string): Promise<eventWithTime[]> => {
    const where = `/api/sessions/${path(session)}/tabs/${path(tab)}/batches/${seq}`
    const events = await call<unknown>(address(where, { project }), {})
    if (!Array.isArray(events)) {
      throw new ApiFailure(200, 'unreadable', 'A part of this recording is not a list of events.')
    }
    return events.filter(isReplayable)
  },
}

/** rrweb's player leaves out what it cannot read; it only needs a type and a time. */
export function isReplayable(value: unknown): value is eventWithTime {
  return isRecordedEvent(value)
}

export function read<T>(where: string, query: Query, signal?: AbortSignal): Promise<T> {
  return call<T>(address(where, query), { signal })
}

export function send<T>(method: string, where: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  return call<T>(where, { method, headers: { 'content-type': 'application/json' }, ...content, signal })
}

/** An answer that is read while it arrives. */
export async function openStream(where: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(where, { signal, credentials: 'same-origin' }).catch(cause => {
    if (signal.aborted) throw cause
    throw new ApiFailure(0, 'offline', 'The server does not answer. Check that it runs, then try again.')
  })
  if (!response.ok || !response.body) throw failureOf(response.status, await response.text())
  return response.body
}

async function call<T>(where: string, init: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(where, { ...init, credentials: 'same-origin' })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ApiFailure(0, 'offline', 'The server does not answer. Check that it runs, then try again.')
  }
  const text = await response.text()
  if (response.ok) {
    try {
      return (text === '' ? undefined : JSON.parse(text)) as T
    } catch {
      throw new ApiFailure(response.status, 'unreadable', 'The server answered with something unreadable.')
    }
  }
  const failure = failureOf(response.status, text)
  if (response.status === 401 && where !== '/api/sign-in') for (const listener of listeners) listener()
  throw failure
}

function failureOf(status: number, text: string): ApiFailure {
  try {
    const { error } = JSON.parse(text) as ErrorBody
    return new ApiFailure(status, error.code, error.message, error.problems)
  } catch {
    return new ApiFailure(status, 'unknown', `The server failed with status ${status}. Try again.`)
  }
}

export function address(where: string, query: Query): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return text ? `${where}?${text}` : where
}

export function path(part: string): string {
  return encodeURIComponent(part)
}
