/**
 * A queue worth one's time: sessions that differ from each other. The most troubled first; then, each time, the one
 * that is farthest from its nearest among those chosen (farthest-point sampling, Gonzalez 1985).
 */
import { type Candidate, FEATURES } from './features.ts'

export interface Chosen {
  session: string
  reason: string
}

export function chooseDiffering(candidates: readonly Candidate[], n: number): Chosen[] {
  const first = mostTroubled(candidates)
  if (!first || n < 1) return []
  const score = first.fields.frustrationScore ?? 0
  const reason = score > 0 ? `The most troubled visit: frustration ${score} of 100` : 'The newest visit'
  const chosen: Chosen[] = [{ session: first.session, reason }]
  const taken = [first]
  const rest = candidates.filter(one => one !== first).map(one => ({ one, distance: distance(one, first) }))
  while (chosen.length < n && rest.length > 0) {
    // Of equals the first given: candidates come newest first.
    const next = rest.reduce((best, entry) => (entry.distance > best.distance ? entry : best))
    rest.splice(rest.indexOf(next), 1)
    chosen.push({ session: next.one.session, reason: reasonFor(next.one, taken) })
    taken.push(next.one)
    for (const entry of rest) entry.distance = Math.min(entry.distance, distance(entry.one, next.one))
  }
  return chosen
}

function mostTroubled(candidates: readonly Candidate[]): Candidate | undefined {
  const scoreOf = (one: Candidate) => one.fields.frustrationScore ?? 0
  return candidates.reduce<Candidate | undefined>(
    (best, one) => (best === undefined || scoreOf(one) > scoreOf(best) ? one : best),
    undefined,
  )
}

function distance(a: Candidate, b: Candidate): number {
  return FEATURES.reduce((sum, feature) => sum + feature.weight * feature.distance(a, b), 0)
}

/** What none of those chosen before has, what counts most first. */
function reasonFor(one: Candidate, taken: Candidate[]): string {
  const words = FEATURES.map(feature => ({
    feature,
    counts: feature.weight * Math.min(...taken.map(other => feature.distance(one, other))),
  }))
    .filter(({ counts }) => counts > 0)
    .sort((a, b) => b.counts - a.counts)
    .slice(0, MOST_REASONS)
    .map(({ feature }) => feature.says(one, taken))
  if (words.length === 0) return 'A mix that none of the others has'
  const text = words.join('; ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
const MOST_REASONS = 2
