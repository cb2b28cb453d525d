/** The moments behind a number, as lists of people show them. */
import { compareTexts } from '../text-order.ts'
import type { Known, Stood } from './deeds.ts'

export interface Moments {
  total: number
  items: { person: string; session: string | null; at: number }[]
}

/** Newest first, then by person and session: the same however the engine came upon them. */
export function momentsOf(known: Known, moments: Stood, offset: number, limit: number): Moments {
  const { length, at, person, session } = moments
  const times = Float64Array.from(at).sort()
  // Whose time is that of the first or the last one shown, or between them: nobody else's id is read.
  const newest = times.at(-1 - offset) ?? Number.NEGATIVE_INFINITY
  const oldest = times[Math.max(0, length - offset - limit)] ?? Number.POSITIVE_INFINITY
  const named: { person: string; session: string | null; at: number }[] = []
  let newer = 0
  for (let i = 0; i < length; i++) {
    if (at[i]! > newest) newer += 1
    if (at[i]! > newest || at[i]! < oldest) continue
    const own = session[i]!
    named.push({
      person: known.personId(person[i]!),
      session: own === 0 ? null : known.sessionId(own),
      at: at[i]!,
    })
  }
  named.sort(
    (a, b) =>
      b.at - a.at || compareTexts(a.person, b.person) || compareTexts(a.session ?? '', b.session ?? ''),
  )
  return { total: length, items: named.slice(offset - newer, offset - newer + limit) }
}
