/** The other side of the bar's comparison as lists are asked for it. */
import { computed } from '@preact/signals'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import type { SessionQuery } from '../api.ts'
import { bar, EVERYONE_ELSE } from '../location.ts'
import { comparison } from './comparison.ts'
import { segment } from './projects.ts'

export type Whom = Pick<SessionQuery, 'segment' | 'definition'>

/** Null when nothing is compared, or the segment of the bar is not known yet. */
export const otherSide = computed((): Whom | null => {
  const other = comparison.value
  if (other === null) return null
  if (other.value !== EVERYONE_ELSE) return { segment: other.value }
  const rest = restOf()
  return rest && { definition: JSON.stringify(rest) }
})

/** Everyone else, as a segment of its own: all who are not in the one of the bar. */
function restOf(): SegmentDefinition | null {
  const { segment: id, definition } = bar.value
  if (id) {
    const subject = segment.value?.definition.subject
    return subject ? { version: 1, subject, where: { kind: 'not', of: { kind: 'segment', id } } } : null
  }
  try {
    const asked: SegmentDefinition = JSON.parse(definition ?? '')
    return { ...asked, where: { kind: 'not', of: asked.where } }
  } catch {
    // What cannot be read is refused where the segment itself is asked for.
    return null
  }
}
