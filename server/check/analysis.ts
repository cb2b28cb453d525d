/** The analysis layer: can what arrived be asked for, and do the answers agree with the events themselves. */
import type { AnalyticsEvent } from '../../contract/api.ts'
import { type Check, check } from './finding.ts'

/** Weeks compared with, and how many there must be. */
export const WEEKS = 8
const ENOUGH_WEEKS = 4
/** Below so many events on the days compared with, nothing can be said about stability. */
const ENOUGH_EVENTS = 20
const DEVIATIONS = 4

/** Steps in their order among one visitor's events; the first of each that follows the one before. */
export function checkFunnel(steps: readonly string[], events: readonly AnalyticsEvent[]): Check[] {
  let after = Number.NEGATIVE_INFINITY
  return steps.map((step, i) => {
    const times = events.filter(event => event.event === step).map(event => Date.parse(event.timestamp))
    const next = times.filter(at => at >= after).sort((a, b) => a - b)[0]
    const title = `funnel: step ${i + 1}, ${step}`
    if (next === undefined) {
      const why =
        times.length > 0
          ? `It came, but before "${steps[i - 1]}": the funnel would not count it.`
          : 'It never came.'
      return check('analysis', title, why)
    }
    after = next
    return check('analysis', title, null)
  })
}

/**
 * Whether the last 24 hours look like the same hours of the same weekday in the weeks before (`weeks`, newest
 * first), so that nights and weekends are no drop. The spread is told by the median, which one odd week cannot move.
 */
export function checkStability(event: string, today: number, weeks: readonly number[]): Check {
  const title = `stable: ${event}`
  if (weeks.length < ENOUGH_WEEKS) {
    const known = weeks.length === 1 ? 'one week' : `${weeks.length} weeks`
    return check('analysis', title, null, `only ${known} of history: too little to tell`)
  }
  const sum = weeks.reduce((total, n) => total + n, 0)
  if (sum < ENOUGH_EVENTS) {
    return check('analysis', title, null, `only ${sum} events on these days: too few to tell`)
  }
  const usual = median(weeks)
  // 1.4826 makes of a median deviation what a standard deviation is; counts vary at least as chance does (Poisson).
  const spread = 1.4826 * median(weeks.map(n => Math.abs(n - usual)))
  const allowed = DEVIATIONS * Math.max(spread, Math.sqrt(usual), 1)
  const seen = `${today} in the last 24 hours, usually ${usual} at this time of the week`
  if (Math.abs(today - usual) <= allowed) return check('analysis', title, null, seen)
  const what = today > usual ? 'a spike' : 'a drop'
  return check('analysis', title, `${seen}: ${what} that chance does not explain.`)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
