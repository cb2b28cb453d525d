/** A funnel as a segment of persons: whoever reached a step, or reached it and not the next. */
import type { FunnelInput } from '../../contract/behaviour/funnel.ts'
import type { StepInput } from '../../contract/behaviour/step.ts'
import type { Act, Condition, SegmentDefinition } from '../../contract/segment/segment.ts'
import type { Window } from '../../contract/segment/windows.ts'
import { barQuery, RANGES } from '../frame/dates.ts'
import { bar } from '../location.ts'

const WEEK_MS = 7 * 86_400_000
const HOUR_MS = 3_600_000

export type FunnelSegment = { definition: SegmentDefinition } | { problem: string }

/** `step` from 0. Says what a segment cannot ask instead of asking something else. */
export function segmentOf(funnel: FunnelInput, step: number, which: 'reached' | 'dropped'): FunnelSegment {
  const { steps, order = 'ordered', per = 'person', windowMs = WEEK_MS } = funnel
  if (per === 'session') return { problem: 'A funnel counted per session has no segment of people.' }
  if (order !== 'ordered')
    return { problem: 'A segment asks for steps in their order, and nothing stricter.' }
  if (funnel.hold || (funnel.exclusions ?? []).length > 0)
    return { problem: 'A segment cannot ask for what is excluded or held constant.' }
  const acts: Act[] = []
  for (const one of steps) {
    const act = actOf(one)
    if (typeof act === 'string') return { problem: act }
    acts.push(act)
  }
  const reached = { op: which === 'dropped' ? ('exactly' as const) : ('at-least' as const), n: step + 1 }
  const asked: Condition = {
    kind: 'funnel',
    steps: acts,
    hours: Math.max(windowMs / HOUR_MS, 1 / HOUR_MS),
    reached,
    window: windowOf(),
  }
  const { segment } = bar.value
  const where: Condition = segment ? { kind: 'and', of: [{ kind: 'segment', id: segment }, asked] } : asked
  return { definition: { version: 1, subject: 'person', where } }
}

/** The act of a segment that asks the same; a sentence when there is none. */
function actOf(step: StepInput): Act | string {
  switch (step.kind) {
    case 'event':
      return { act: 'event', event: step.event, where: step.where ?? [] }
    case 'page':
      // Segments ask the path as it was, not folded: with an id in it the two are not the same.
      return step.page.includes(':')
        ? `A segment cannot ask for “${step.page}”: it knows each page by its own path.`
        : { act: 'page', path: { op: 'is', values: [step.page] }, how: 'viewed', seconds: 0 }
    case 'session':
      return { act: 'session', where: null }
    case 'click':
      return 'A segment cannot ask for a click on an element; track an event for it.'
  }
}

/** The dates of the bar. */
function windowOf(): Window {
  const back = RANGES.find(one => one.value === bar.value.range)
  const { from, to } = barQuery(Date.now())
  if (to !== undefined)
    return { kind: 'between', from: String(from ?? new Date(0).toISOString()), to: String(to) }
  if (back && !bar.value.from) return { kind: 'last', days: back.days }
  return from === undefined ? { kind: 'ever' } : { kind: 'since', at: String(from) }
}
