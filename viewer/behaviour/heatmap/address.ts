/**
 * What the heatmap shows is in the address:
 *
 *     page=/cart  kind=rage  width=phone|tablet|desktop|320-480  release=2.4.0  goal=Order Completed
 *     background=SESSION  viewed=START  moment=MS since then     the recorded page behind the picture
 *     kind=scroll  of two segments compares how far down they came; any other kind what they clicked
 *     view=map  when two segments are compared, and one alone is to be seen
 *     element=FINGERPRINT | spot=X,Y | depth=PX                  whose sessions are listed
 *     number=rage  side=b                                        which of them, of two segments whose
 */
import { computed } from '@preact/signals'
import { ELEMENT_NUMBERS, HEAT_KINDS, type HeatKind, WIDTH_BANDS } from '../../../contract/behaviour/heat.ts'
import { comparison } from '../../frame/comparison.ts'
import { query } from '../../location.ts'

const asked = (name: string) => query.value.get(name)

export const page = computed(() => asked('page'))
export const kind = computed((): HeatKind => HEAT_KINDS.find(one => one === asked('kind')) ?? 'clicks')
export const release = computed(() => asked('release'))
export const goal = computed(() => asked('goal'))
export const element = computed(() => asked('element'))
export const background = computed(() => asked('background'))
export const viewed = computed(() => numberOf(asked('viewed')))
export const moment = computed(() => numberOf(asked('moment')))
/** As written; null: whichever band has most views. */
export const width = computed(() => {
  const text = asked('width') ?? ''
  return Object.hasOwn(WIDTH_BANDS, text) || /^\d{1,5}-\d{1,5}$/.test(text) ? text : null
})
export const spot = computed(() => {
  const [, x, y] = /^(\d+),(\d+)$/.exec(asked('spot') ?? '') ?? []
  return x === undefined || y === undefined ? null : { x: Number(x), y: Number(y) }
})
/** px from the top. */
export const depth = computed(() => numberOf(asked('depth')))
/** Which number of an element or a depth is listed; null: the one that is meant at first. */
export const number = computed(() => NUMBERS.find(one => one === asked('number')) ?? null)
/** Of two segments the one in the bar, or the one it is compared with. */
export const side = computed((): 'a' | 'b' => (isDifference.value && asked('side') === 'b' ? 'b' : 'a'))

/** Clicks, all and first ones; else sessions. */
const NUMBERS = ['clicks', 'first', ...ELEMENT_NUMBERS, 'inView'] as const

/** No list of sessions, or before another. */
export const NO_MOMENTS = { element: null, spot: null, depth: null, number: null, side: null }

/** Two segments side by side, or one alone. */
export const isDifference = computed(() => comparison.value !== null && asked('view') !== 'map')

/** Of two segments: how far down they came, rather than what they clicked. */
export const isDepth = computed(() => isDifference.value && kind.value === 'scroll')

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
