/** Where the numbers of a comparison lead: to the sessions of that side in which it was met. */
import type { Metric } from '../../contract/behaviour/comparison.ts'
import type { ContrastRow } from '../../contract/behaviour/funnel.ts'
import { SESSION_FIELD_NAMES } from '../../contract/fields.ts'
import { FRUSTRATION_KINDS } from '../../contract/frustration/frustration.ts'
import type { Condition } from '../../contract/segment/segment.ts'
import { SESSION_SORTS } from '../../contract/session-sort.ts'
import { type SideOfBar, sessionsWithin } from '../frame/within.ts'
import { to } from '../location.ts'

const ONCE = { op: 'at-least', n: 1 } as const

/** Of a share, those who met it; of a mean, all of the side, the highest first where lists sort by it. */
export function metricSessions({ key, unit }: Metric, side: SideOfBar): string {
  const field = SESSION_FIELD_NAMES.find(one => one === key)
  if (unit === 'share' && field) {
    return sessionsWithin(side, { kind: 'field', field, is: { op: 'greater', number: 0 } })
  }
  return sessionsWithin(side, null, { sort: SESSION_SORTS.find(one => one === key) })
}

/** What a segment cannot ask (a click on an element) leads to who did it, day by day. */
export function metSessions(row: ContrastRow, side: SideOfBar): string {
  const met = conditionOf(row)
  if (met) return sessionsWithin(side, met)
  const step = { kind: 'click', element: row.detail, name: row.name }
  const q = JSON.stringify({ series: [{ measure: 'persons', step }] })
  return to('/behaviour/trends', { q, show: null })
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
