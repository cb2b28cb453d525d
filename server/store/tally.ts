import type { EventTally } from './tally-port.ts'

export const DAY_MS = 86_400_000

/** Most frequent first; equal ones by name. */
export function mostFrequent<T extends Pick<EventTally, 'count' | 'name' | 'named'>>(
  tallies: T[],
  limit: number,
): T[] {
  return tallies
    .sort(
      (a, b) =>
        b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : Number(b.named) - Number(a.named)),
    )
    .slice(0, limit)
}
