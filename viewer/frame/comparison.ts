/** Whom the segment of the bar is compared with. */
import { computed } from '@preact/signals'
import { bar, EVERYONE_ELSE } from '../location.ts'
import { segments } from './projects.ts'

export interface Comparison {
  /** Id of a segment, or EVERYONE_ELSE. */
  value: string
  name: string
}

/** Null: compared with nobody. Without a segment there is no "everyone else". */
export const comparison = computed((): Comparison | null => {
  const { compare, segment, definition } = bar.value
  if (!compare) return null
  if (compare !== EVERYONE_ELSE) {
    const name = segments.value.value?.find(one => one.id === compare)?.name ?? 'Segment'
    return { value: compare, name }
  }
  return segment || definition ? { value: compare, name: 'Everyone else' } : null
})

/** How the segment of the bar is called beside the one it is compared with. */
export const subjectName = computed(() => {
  const { segment, definition } = bar.value
  if (segment) return segments.value.value?.find(one => one.id === segment)?.name ?? 'Segment'
  return definition ? 'Unsaved segment' : 'Everyone'
})
