/** The funnel of everybody, as the analysis counts it, against the events themselves. */
import type { AnalyticsEvent } from '../../contract/api.ts'
import { type Check, check } from './finding.ts'
import type { AskedServer } from './server.ts'

/** Others may be on their way through it between two questions: so often is asked again. */
const ATTEMPTS = 3

export async function checkFunnelCounts(
  server: AskedServer,
  steps: readonly string[],
  from: number,
): Promise<Check> {
  const title = 'funnel: the analysis counts what the events say'
  let problem = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const since = new Date(from).toISOString()
    const found = await Promise.all([...new Set(steps)].map(event => server.events({ event, since })))
    const raw = countReached(steps, found.flat())
    const said = await server.funnel(steps, from)
    if (raw.join() === said.join()) return check('analysis', title, null, raw.join(' → '))
    problem = `It counts ${said.join(' → ')}; by the events it is ${raw.join(' → ')}.`
  }
  return check('analysis', title, problem)
}

/** How many persons reached each step, in order of time, then messageId. */
export function countReached(steps: readonly string[], events: readonly AnalyticsEvent[]): number[] {
  const known = events.filter(({ personId }) => personId !== '')
  const depths = [...Map.groupBy(known, ({ personId }) => personId).values()].map(own => {
    const ordered = own.toSorted(
      (a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp) || (a.messageId < b.messageId ? -1 : 1),
    )
    // The earliest way through is the furthest one: what fits a later start fits an earlier one as well.
    let depth = 0
    for (const { event } of ordered) if (event === steps[depth]) depth += 1
    return depth
  })
  return steps.map((_, i) => depths.filter(depth => depth > i).length)
}
