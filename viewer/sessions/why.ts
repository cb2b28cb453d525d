/** Why a session is in the segment chosen in the bar, asked row by row as rows come into sight. */
import { signal } from '@preact/signals'
import type { Explanation, Session } from '../../contract/api.ts'
import { api, type SessionQuery } from '../api.ts'
import { bar } from '../location.ts'

/** Questions under way at once: the list's own pages must not wait behind them. */
const AT_ONCE = 3

/** By `segment session`. */
export const whys = signal<ReadonlyMap<string, Explanation>>(new Map())

const waiting: { key: string; session: string }[] = []
const asked = new Set<string>()
let running = 0

export function whyKey(session: string): string | null {
  const { segment, definition, asOf, project } = bar.value
  const asked = segment ?? definition
  return asked ? `${project ?? ''} ${asked} ${asOf ?? ''} ${session}` : null
}

/** The segment of the bar, saved or not. */
export function whyQuery(): SessionQuery {
  const { segment, definition, asOf, project } = bar.peek()
  return { ...(segment ? { segment } : { definition }), asOf, project }
}

export function askWhy(session: string): void {
  const key = whyKey(session)
  if (key === null || asked.has(key)) return
  asked.add(key)
  waiting.push({ key, session })
  pump()
}

function pump(): void {
  while (running < AT_ONCE) {
    const one = waiting.pop()
    if (!one) return
    running++
    void answer(one.key, one.session)
  }
}

async function answer(key: string, session: string): Promise<void> {
  try {
    const why = await api.why(session, whyQuery())
    whys.value = new Map(whys.peek()).set(key, why)
  } catch {
    // The row stands without it; coming into sight again asks again.
    asked.delete(key)
  } finally {
    running--
    pump()
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
