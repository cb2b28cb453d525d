/** Who met a thing: the visits behind a number of what differs. */
import type { Feature, Known, Stood } from './deeds.ts'

/**
 * Those who met it in the session they stood in, up to a time (epoch ms, that moment included), each at the moment it
 * was met first; where it is known of a session from its beginning, where they stood.
 */
export function whoMet(
  known: Known,
  project: string,
  feature: Feature,
  stood: Stood,
  until: ArrayLike<number>,
): Stood {
  // Where nothing was recorded nothing was met.
  const recorded = Int32Array.from({ length: stood.length }, (_, i) => i).filter(i => stood.session[i] !== 0)
  const times = known.met(
    project,
    feature,
    recorded.map(i => stood.session[i]!),
  )
  const person: number[] = []
  const session: number[] = []
  const at: number[] = []
  for (const [nth, i] of recorded.entries()) {
    const time = times[nth]!
    // NaN, never met, is not up to any time.
    if (!(time <= until[i]!)) continue
    person.push(stood.person[i]!)
    session.push(stood.session[i]!)
    at.push(time === Number.NEGATIVE_INFINITY ? stood.at[i]! : time)
  }
  return { length: at.length, person, session, at }
}
