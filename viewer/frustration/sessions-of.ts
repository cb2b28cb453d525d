import type { FrustrationCase } from '../../contract/frustration/board.ts'
import type { Condition, SegmentDefinition } from '../../contract/segment/segment.ts'
import { bar, to } from '../location.ts'

/** The list of all sessions in which a case was met, within what the bar has chosen. */
export function sessionsOf(one: Pick<FrustrationCase, 'kind' | 'page' | 'element'>): string {
  const { segment } = bar.value
  const met: Condition = {
    kind: 'finding',
    of: [one.kind],
    page: { op: 'is', values: [one.page] },
    // Ways and cursors are about no element.
    element: one.element === '' ? null : { op: 'is', values: [one.element] },
    count: { op: 'at-least', n: 1 },
  }
  const definition: SegmentDefinition = {
    version: 1,
    subject: 'session',
    where: { kind: 'and', of: segment ? [{ kind: 'segment', id: segment }, met] : [met] },
  }
  return to('/sessions', { segment: null, definition: JSON.stringify(definition) })
}
