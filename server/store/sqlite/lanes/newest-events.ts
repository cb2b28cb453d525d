import type { Slice } from './event-lanes.ts'
import { keyOf } from './lane.ts'

export interface NewestAsked {
  names: ReadonlySet<number>
  limit: number
  /** At this time or later, epoch ms. */
  from: number
  /** At this time or earlier; those of this very time are all given. */
  upTo: number
  /** Whether events of an identity count. */
  isIn?: (ident: number) => boolean
}

export const ANY_TIME = { from: Number.NEGATIVE_INFINITY, upTo: Number.POSITIVE_INFINITY }

interface Found {
  at: number
  key: number
}

/**
 * Keys of the newest events, at least `limit` where there are, and all that were at the same time as one of these:
 * whoever orders them by more than the time has all that can come first. Slices are opened from the newest on.
 */
export function newestEvents(slices: Slice[], { names, limit, from, upTo, isIn }: NewestAsked): number[] {
  const found: Found[] = []
  const tied: number[] = []
  let worst = from
  let most = limit * 4
  const trim = () => {
    found.sort((a, b) => b.at - a.at)
    const last = found[limit - 1]
    if (!last) return
    worst = last.at
    let end = limit
    while (found[end]?.at === worst) end += 1
    found.length = end
    // Of many at one time none can be let go.
    most = Math.max(most, end * 2)
  }
  for (const slice of slices.toSorted((a, b) => b.last - a.last)) {
    if (slice.last < worst) break
    if (slice.first > upTo) continue
    for (const lane of slice.events(names)) {
      const { count, base, at: times, ident } = lane
      for (let i = 0; i < count; i++) {
        const at = times[i]! + base
        if (at < worst || at > upTo || (isIn && !isIn(ident[i]!))) continue
        if (at === upTo) tied.push(keyOf(lane, i))
        else if (found.push({ at, key: keyOf(lane, i) }) >= most) trim()
      }
    }
    trim()
  }
  return [...tied, ...found.map(({ key }) => key)]
}

/** When the first of these events was; null: there is none. */
export function firstEvent(slices: Slice[], names: ReadonlySet<number>): number | null {
  let first = Number.POSITIVE_INFINITY
  for (const slice of slices.toSorted((a, b) => a.first - b.first)) {
    if (slice.first >= first) break
    for (const { count, base, at } of slice.events(names)) {
      for (let i = 0; i < count; i++) first = Math.min(first, at[i]! + base)
    }
  }
  return Number.isFinite(first) ? first : null
}
