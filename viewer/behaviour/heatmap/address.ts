/**
 * What the heatmap shows is in the address:
 *
 *     page=/cart  kind=rage  width=phone|tablet|desktop|320-480  release=2.4.0  goal=Order Completed
 *     background=SESSION  viewed=START  moment=MS since then     the recorded page behind the picture
 *     kind=scroll  of two segments compares how far down they came; any other kind what they clicked
 *     view=map  when two segments are compared, and one alone is to be seen
 *     element=FINGERPRINT | spot=X,Y                             whose sessions are listed
 */
import { computed } from '@preact/signals'
import { HEAT_KINDS, type HeatKind, WIDTH_BANDS } from '../../../contract/behaviour/heat.ts'
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
/** Two segments side by side, or one alone. */
export const isDifference = computed(() => comparison.value !== null && asked('view') !== 'map')

/** Of two segments: how far down they came, rather than what they clicked. */
export const isDepth = computed(() => isDifference.value && kind.value === 'scroll')

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
