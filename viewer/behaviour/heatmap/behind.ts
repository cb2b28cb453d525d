/** Which moments stand behind what was chosen in a heatmap. */
import { computed } from '@preact/signals'
import type { ElementNumber, HeatKind } from '../../../contract/behaviour/heat.ts'
import { depth, element, goal, isDifference, kind, number, spot } from './address.ts'

/** px around a place that count as the place. */
export const SPOT_PX = 24

/** As the API is asked: clicks of a kind, or sessions that a number counts. */
export type Behind =
  | { of: 'clicks'; kind: HeatKind; element: string }
  | { of: 'clicks'; kind: HeatKind; x: number; y: number; radius: number }
  | { of: 'sessions'; number: ElementNumber; element: string; goal?: string }
  | { of: 'sessions'; number: 'reached' | 'inView'; depth: number }

/** What is listed of an element: clicks of the kind that is shown, all or first ones; else sessions. */
export type OfElement = 'kind' | 'clicks' | 'first' | ElementNumber

/** Kinds of no clicks; a difference speaks of all clicks, whatever kind was looked at before. */
const clicksShown = computed((): HeatKind => {
  const isOther = kind.value === 'moves' || kind.value === 'scroll' || kind.value === 'attention'
  return isOther || isDifference.value ? 'clicks' : kind.value
})

/** What is listed of an element unless the address says otherwise. */
export const usual = computed((): OfElement => {
  if (isDifference.value) return 'clicked'
  return clicksShown.value === 'clicks' || clicksShown.value === 'first' ? clicksShown.value : 'kind'
})

export const ofElement = computed((): OfElement => {
  const now = number.value
  if (now === null || now === 'inView' || (now === 'converted' && goal.value === null)) return usual.value
  return now
})

/** Null: no list is asked for. */
export const behind = computed((): Behind | null => {
  const name = element.value
  const place = spot.value
  if (depth.value !== null) {
    const which = number.value === 'inView' && !isDifference.value ? 'inView' : 'reached'
    return { of: 'sessions', number: which, depth: depth.value }
  }
  if (name === null) return place && { of: 'clicks', kind: clicksShown.value, ...place, radius: SPOT_PX }
  const which = ofElement.value
  if (which === 'kind') return { of: 'clicks', kind: clicksShown.value, element: name }
  if (which === 'clicks' || which === 'first') return { of: 'clicks', kind: which, element: name }
  return { of: 'sessions', number: which, element: name, ...(goal.value ? { goal: goal.value } : {}) }
})
