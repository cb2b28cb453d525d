/** How values are spread, without keeping more of them than numbers. */

export interface Spread {
  n: number
  median: number
  p25: number
  p75: number
  p90: number
  histogram: { from: number; to: number; count: number }[]
}

const MOST_BARS = 16

/** Null for no values. Bars are as wide as a round time or number, so that at most MOST_BARS hold 95 % of them. */
export function spreadOf(values: number[]): Spread | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const reach = at(sorted, 0.95)
  const width = ROUND_MS.find(one => reach / one < MOST_BARS - 1) ?? Math.ceil(reach / (MOST_BARS - 1))
  const counts = new Array<number>(MOST_BARS).fill(0)
  for (const value of sorted) counts[Math.min(MOST_BARS - 1, Math.floor(value / width))]! += 1
  const last = counts.findLastIndex(count => count > 0)
  const histogram = counts.slice(0, last + 1).map((count, i) => ({
    from: i * width,
    to: i === MOST_BARS - 1 ? Math.max((i + 1) * width, sorted.at(-1)!) : (i + 1) * width,
    count,
  }))
  return {
    n: values.length,
    median: at(sorted, 0.5),
    p25: at(sorted, 0.25),
    p75: at(sorted, 0.75),
    p90: at(sorted, 0.9),
    histogram,
  }
}

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000]
const ROUND_MS = [
  ...[100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND],
  ...[MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY],
]

/** The value below or at which so large a share lies: the mean of the two in the middle for a median of an even number. */
export function at(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)]!
  const high = sorted[Math.ceil(place)]!
  return low + (high - low) * (place - Math.floor(place))
}
