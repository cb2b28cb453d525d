import type { FrustrationCase } from '../../contract/frustration/board.ts'
import { sessionsWithin } from '../frame/within.ts'

/** The list of all sessions in which a case was met, within what the bar has chosen. */
export function sessionsOf(one: Pick<FrustrationCase, 'kind' | 'page' | 'element'>): string {
  return sessionsWithin(0, {
    kind: 'finding',
    of: [one.kind],
    page: { op: 'is', values: [one.page] },
    // Ways and cursors are about no element.
    element: one.element === '' ? null : { op: 'is', values: [one.element] },
    count: { op: 'at-least', n: 1 },
  })
}
