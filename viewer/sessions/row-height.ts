/** Rows are all of one height, which the styles and the window over the list both go by. */
import { computed, signal } from '@preact/signals'
import { bar } from '../location.ts'
import { choice } from './choice.ts'
import { dense } from './columns.ts'
import { rows } from './list.ts'
import { reasonOf } from './reason.ts'

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

/** As in sessions.css. */
const LINE_PX = 18

/** Of the small letters of a reason on a phone, px; and what stands beside them in its row. */
const [LETTER_PX, BESIDE_PX] = [6, 128]
const MOST_LINES = 3

/** On a phone the longest reason would be cut to a few words: all rows have as many lines as it needs. */
export const reasonLines = computed(() => {
  if (!narrow.value || !hasReason.value) return 1
  const letters = Math.max(1, Math.floor((innerWidth - BESIDE_PX) / LETTER_PX))
  const longest = Math.max(0, ...rows.value.map(({ id }) => reasonOf(id)?.words?.length ?? 0))
  return Math.min(MOST_LINES, Math.max(1, Math.ceil(longest / letters)))
})

/** px */
export const rowHeight = computed(() => {
  const plain = narrow.value ? 112 : dense.value ? 40 : 58
  return plain + (hasReason.value ? 2 + LINE_PX * reasonLines.value : 0)
})
