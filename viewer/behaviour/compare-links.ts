/** Where the numbers of a comparison lead: to the sessions of that side in which it was met. */
import type { Comparison, Metric, Split } from '../../contract/behaviour/comparison.ts'
import type { ContrastRow } from '../../contract/behaviour/funnel.ts'
import { SESSION_FIELD_NAMES } from '../../contract/fields.ts'
import { FRUSTRATION_KINDS } from '../../contract/frustration/frustration.ts'
import type { Condition } from '../../contract/segment/segment.ts'
import { SESSION_SORTS } from '../../contract/session-sort.ts'
import { type SideOfBar, sessionsWithin } from '../frame/within.ts'
import { type Changes, to } from '../location.ts'

const ONCE = { op: 'at-least', n: 1 } as const

/** Whose sessions lie behind the numbers of one group: a side of the bar, or its segment before or after a moment. */
export interface Group {
  side: SideOfBar
  /** What the bar's dates become, and whom it compares with. */
  dates: Changes
}

/** Both groups of a comparison; null while it is not known when they were. */
export function behindOf(split: Split | null, answer: Comparison | null): readonly [Group, Group] | null {
  if (split === null) {
    return [
      { side: 0, dates: {} },
      { side: 1, dates: {} },
    ]
  }
  if (answer === null) return null
  const [after, before] = answer.groups
  const within = ({ from, to }: Comparison['groups'][0]): Group => ({
    side: 0,
    dates: { compare: null, range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
  })
  return [within(after), within(before)]
}

/** Of a share, those who met it; of a mean, all of the group, the highest first where lists sort by it. */
export function metricSessions({ key, unit }: Metric, { side, dates }: Group): string {
  const field = SESSION_FIELD_NAMES.find(one => one === key)
  if (unit === 'share' && field) {
    return sessionsWithin(side, { kind: 'field', field, is: { op: 'greater', number: 0 } }, dates)
  }
  return sessionsWithin(side, null, { ...dates, sort: SESSION_SORTS.find(one => one === key) })
}

/** What a segment cannot ask (a click on an element) leads to who did it, day by day. */
export function metSessions(row: ContrastRow, { side, dates }: Group): string {
  const met = conditionOf(row)
  if (met) return sessionsWithin(side, met, dates)
  const step = { kind: 'click', element: row.detail, name: row.name }
  const q = JSON.stringify({ series: [{ measure: 'persons', step }] })
  return to('/behaviour/trends', { q, show: null, ...dates })
}

function conditionOf({ kind, name, detail }: ContrastRow): Condition | null {
  switch (kind) {
    case 'event':
      return { kind: 'event', event: name, where: [], count: ONCE, window: { kind: 'session' } }
    case 'page':
      return { kind: 'page', path: { op: 'is', values: [name] }, count: ONCE }
    case 'frustration': {
      const found = FRUSTRATION_KINDS.find(one => one === name)
      return found ? { kind: 'finding', of: [found], page: null, element: null, count: ONCE } : null
    }
    case 'property': {
      const field = SESSION_FIELD_NAMES.find(one => one === name)
      return field ? { kind: 'field', field, is: { op: 'is', values: [detail] } } : null
    }
    case 'element':
      return null
  }
}
