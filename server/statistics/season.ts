/** What is usual for a span of a series, and what is not: told against the same weekday (or hour) of other weeks. */
import { median, medianAbsoluteDeviation } from 'simple-statistics'

export interface Usual {
  low: number
  high: number
}

/** Fewer of a kind say nothing about what is usual. */
const LEAST = 4
/** Of a normal curve, this many times the median deviation is one standard deviation. */
const PER_DEVIATION = 1.4826
/** Iglewicz and Hoaglin (1993): further out than this is an outlier. */
const FAR = 3.5

/**
 * For each value the range it would usually lie in, by the median and the median deviation of its season, or of all
 * where the season has come too seldom: one spike does not widen what is usual, as it would with a mean. `counts`:
 * the values are numbers of things. Null: too few to tell.
 */
export function usualRanges(
  values: readonly (number | null)[],
  season: number,
  counts: boolean,
): (Usual | null)[] {
  const bySeason = Array.from({ length: season }, (_, phase) => {
    return values.filter((value, i): value is number => i % season === phase && value !== null)
  })
  const all = values.filter((value): value is number => value !== null)
  return values.map((value, i) => {
    const own = bySeason[i % season]!
    const like = own.length > LEAST ? own : all
    if (value === null || like.length <= LEAST) return null
    const middle = median(like)
    // Counts scatter by their square root even where the few seen happen to be alike.
    const spread = Math.max(
      PER_DEVIATION * medianAbsoluteDeviation(like),
      counts ? Math.sqrt(Math.max(1, middle)) : 0,
    )
    return { low: Math.max(0, middle - FAR * spread), high: middle + FAR * spread }
  })
}
