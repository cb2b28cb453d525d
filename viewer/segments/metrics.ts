/** The number that tells whether a segment's hypothesis came true: how it begins, and its words. */
import { SESSION_FIELDS } from '../../contract/fields.ts'
import type { SegmentGoal, SegmentMetric } from '../../contract/segment/goal.ts'
import { counted } from '../ui/words.ts'
import { actFilled, actOf, actWords } from './builder/acts.ts'
import { isTested, testWords } from './builder/tests.ts'
import { hourWords } from './builder/windows.ts'
import { conditionWords, fieldValue } from './sentence.ts'

export const METRIC_LABELS: { value: SegmentMetric['of']; label: string }[] = [
  { value: 'did', label: 'who did' },
  { value: 'funnel', label: 'who went all the way' },
  { value: 'field', label: 'who had a session whose' },
]

export function metricOf(of: SegmentMetric['of']): SegmentMetric {
  const usual = { days: 28, direction: 'up' } as const
  switch (of) {
    case 'did':
      return { of, act: actOf('event'), ...usual }
    case 'funnel':
      return { of, steps: [actOf('event'), actOf('event')], hours: 168, ...usual }
    case 'field':
      return {
        of,
        field: 'frustrationScore',
        is: { op: 'at-least', number: 20 },
        days: 28,
        direction: 'down',
      }
  }
}

export function metricFilled(metric: SegmentMetric): boolean {
  switch (metric.of) {
    case 'did':
      return actFilled(metric.act)
    case 'funnel':
      return metric.steps.every(actFilled)
    case 'field':
      return isTested(metric.is)
  }
}

/** `more people who did Order Completed in the last 28 days`. */
export function metricWords(metric: SegmentMetric): string {
  const act = (one: Parameters<typeof actWords>[0]) => actWords(one, where => conditionWords(where, id => id))
  const many = metric.direction === 'up' ? 'more' : 'fewer'
  const when = ` in the last ${counted(metric.days, 'day')}`
  switch (metric.of) {
    case 'did':
      return `${many} people who did ${act(metric.act)}${when}`
    case 'funnel':
      return `${many} people who went from ${metric.steps.map(act).join(' to ')} within ${hourWords(metric.hours)}${when}`
    case 'field': {
      const value = testWords(metric.is, one => fieldValue(metric.field, one))
      return `${many} people with a session whose ${SESSION_FIELDS[metric.field].label.toLowerCase()} ${value}${when}`
    }
  }
}

/** Goal, hypothesis and metric, one sentence each. */
export function goalWords({ goal, hypothesis, metric }: SegmentGoal): string[] {
  return [
    goal && `Goal: ${goal}`,
    hypothesis && `If ${hypothesis.cause || '…'}, then ${hypothesis.effect || '…'}`,
    metric && `Metric: ${metricWords(metric)}`,
  ].flatMap(words => words || [])
}
