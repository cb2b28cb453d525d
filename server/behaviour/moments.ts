/** The moments behind a number, as lists of people show them. */
import { compareTexts } from '../text-order.ts'
import type { Known, Standing } from './deeds.ts'

export interface Moments {
  total: number
  items: { person: string; session: string | null; at: number }[]
}

/** Newest first, then by person and session: the same however the engine came upon them. */
export function momentsOf<K>(
  known: Known<K>,
  moments: readonly Standing<K>[],
  offset: number,
  limit: number,
): Moments {
  const times = Float64Array.from(moments, ({ at }) => at).sort()
  // Whose time is that of the first or the last one shown, or between them: nobody else's id is read.
  const newest = times.at(-1 - offset) ?? Number.NEGATIVE_INFINITY
  const oldest = times[Math.max(0, times.length - offset - limit)] ?? Number.POSITIVE_INFINITY
  const named = moments
    .filter(({ at }) => at <= newest && at >= oldest)
    .map(one => ({ ...one, id: known.personId(one.person) }))
  const sessionOf = (session: K | null) => (session === null ? '' : known.sessionId(session))
  named.sort(
    (a, b) =>
      b.at - a.at || compareTexts(a.id, b.id) || compareTexts(sessionOf(a.session), sessionOf(b.session)),
  )
  const newer = moments.reduce((sum, { at }) => sum + (at > newest ? 1 : 0), 0)
  return {
    total: moments.length,
    items: named.slice(offset - newer, offset - newer + limit).map(({ id, session, at }) => {
      return { person: id, session: session === null ? null : known.sessionId(session), at }
    }),
  }
}
