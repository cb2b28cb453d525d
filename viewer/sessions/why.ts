/** Why a session is in the segment chosen in the bar, asked once for all the rows that come into sight. */
import { signal } from '@preact/signals'
import type { Explanation, Session } from '../../contract/api.ts'
import type { SessionQuery } from '../api.ts'
import { asOfQuery } from '../frame/as-of.ts'
import { bar } from '../location.ts'
import { calls } from './calls.ts'

/** As many as the server explains at once. */
const MOST_AT_ONCE = 200

/** By `segment session`. */
export const whys = signal<ReadonlyMap<string, Explanation>>(new Map())

const asked = new Set<string>()
let gathering: string[] | null = null

export function whyKey(session: string): string | null {
  const { segment, definition, asOf, project } = bar.value
  const about = segment ?? definition
  return about ? `${project ?? ''} ${about} ${asOf ?? ''} ${session}` : null
}

/** The segment of the bar, saved or not. */
export function whyQuery(): SessionQuery {
  const { segment, definition, project } = bar.peek()
  const asOf = asOfQuery(Date.now())
  return {
    ...(segment ? { segment } : definition ? { definition } : {}),
    ...(asOf ? { asOf } : {}),
    ...(project ? { project } : {}),
  }
}

/** Rows drawn in the same frame are asked about together. */
export function askWhy(session: string): void {
  const key = whyKey(session)
  if (key === null || asked.has(key)) return
  asked.add(key)
  if (gathering) {
    gathering.push(session)
    return
  }
  gathering = [session]
  queueMicrotask(() => {
    const sessions = gathering ?? []
    gathering = null
    for (let i = 0; i < sessions.length; i += MOST_AT_ONCE) void answer(sessions.slice(i, i + MOST_AT_ONCE))
  })
}

async function answer(sessions: string[]): Promise<void> {
  const keys = new Map(sessions.map(session => [session, whyKey(session)]))
  const { project, ...question } = whyQuery()
  try {
    const { items } = await calls.why({ sessions, ...question }, project)
    const told = new Map(whys.peek())
    for (const { session, why } of items) {
      const key = keys.get(session)
      if (key) told.set(key, why)
    }
    whys.value = told
  } catch {
    // The rows stand without it; coming into sight again asks again.
    for (const key of keys.values()) if (key) asked.delete(key)
  }
}

/** The conditions that decided, without the and/or above them. */
export function reasons(why: Explanation): Explanation[] {
  const holding = why.parts.filter(part => part.holds === why.holds)
  return holding.length === 0 ? [why] : holding.flatMap(reasons)
}

/** The first moment in this session that made it match; null when it matched by what is true from its start. */
export function decidingMoment(why: Explanation, session: Pick<Session, 'id' | 'startedAt'>): number | null {
  const moments = reasons(why)
    .flatMap(reason => reason.evidence)
    .filter(one => one.sessionId === session.id && one.at > session.startedAt)
    .map(one => one.at)
  return moments.length === 0 ? null : Math.min(...moments)
}
