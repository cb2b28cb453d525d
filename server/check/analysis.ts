/** The analysis layer: can what arrived be asked for, and do the answers agree with the events themselves. */
import type { AnalyticsEvent } from '../../contract/api.ts'
import { type Check, check } from './finding.ts'

const DAY_MS = 86_400_000
export const WEEKS = 4
/** Below so many events in the weeks before, nothing can be said about stability. */
const ENOUGH = 20

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

/** Whether the last 24 hours look like the four weeks before: a spike or drop beyond 4 standard deviations does not. */
export function checkStability(event: string, times: readonly number[], now: number): Check {
  const title = `stable: ${event}`
  const days = new Map<number, number>()
  for (const at of times) {
    const ago = Math.floor((now - at) / DAY_MS)
    if (ago >= 0 && ago <= WEEKS * 7) days.set(ago, (days.get(ago) ?? 0) + 1)
  }
  const before = Array.from({ length: WEEKS * 7 }, (_, i) => days.get(i + 1) ?? 0)
  const sum = before.reduce((total, n) => total + n, 0)
  const today = days.get(0) ?? 0
  if (sum < ENOUGH)
    return check('analysis', title, null, `only ${sum} events in ${WEEKS} weeks: too few to tell`)
  const mean = sum / before.length
  const variance = before.reduce((total, n) => total + (n - mean) ** 2, 0) / before.length
  // Counts vary by chance at least as much as their mean (Poisson).
  const allowed = 4 * Math.sqrt(Math.max(variance, mean, 1))
  const seen = `${today} in the last 24 hours, ${mean.toFixed(1)} a day before`
  if (Math.abs(today - mean) <= allowed) return check('analysis', title, null, seen)
  return check(
    'analysis',
    title,
    `${seen}: ${today > mean ? 'a spike' : 'a drop'} that chance does not explain.`,
  )
}
