/** Rows are all of one height, which the styles and the window over the list both go by. */
import { computed, signal } from '@preact/signals'
import { bar } from '../location.ts'
import { choice } from './choice.ts'
import { dense } from './columns.ts'

/** As in sessions.css. */
const narrowScreen = matchMedia('(max-width: 820px)')
const narrow = signal(narrowScreen.matches)
narrowScreen.addEventListener('change', () => {
  narrow.value = narrowScreen.matches
})

/** Whether rows say why they are here: in a segment, in a queue, or found by words. */
export const hasReason = computed(
  () =>
    Boolean(bar.value.segment ?? bar.value.definition) ||
    choice.value.queue !== null ||
    choice.value.text !== '',
)

/** px */
export const rowHeight = computed(() => {
  const plain = narrow.value ? 112 : dense.value ? 40 : 58
  return plain + (hasReason.value ? 20 : 0)
})
