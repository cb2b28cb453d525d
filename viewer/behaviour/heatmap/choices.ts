/** The numbers known of what is listed: of an element, a depth or a place; of two segments, those of both. */
import { computed } from '@preact/signals'
import type { ElementDifference, HeatDifferences, HeatElement } from '../../../contract/behaviour/heatmap.ts'
import { comparison, subjectName } from '../../frame/comparison.ts'
import type { Changes } from '../../location.ts'
import { depth, element, goal, isDifference, kind, side, spot } from './address.ts'
import { type OfElement, ofElement, usual } from './behind.ts'
import { difference, map } from './model.ts'
import { KINDS } from './sentences.ts'
import { times } from './times.ts'

export interface Choice {
  label: string
  /** Null: not known before it is asked for. */
  n: number | null
  /** Of the address. */
  changes: Changes
  isShown: boolean
}

interface Group {
  label: string
  choices: Choice[]
}

export const groups = computed((): Group[] => {
  const compared = isDifference.value ? difference.value.value : null
  const one = map.value.value?.elements.find(known => known.element === element.value)
  if (compared) return SIDES.map(which => ofSide(compared, which))
  return !isDifference.value && one && depth.value === null ? ofOne(one) : []
})

const SIDES = ['a', 'b'] as const

function ofSide(compared: HeatDifferences, which: 'a' | 'b'): Group {
  const label = which === 'a' ? subjectName.value : (comparison.value?.name ?? 'The other')
  const changes = { side: which === 'a' ? null : which }
  const isShown = side.value === which
  const far = compared.depths.find(one => one.from === depth.value)
  const one = compared.elements.find(known => known.element === element.value)
  if (depth.value !== null) {
    return { label, choices: [{ label: 'Came this far', n: far?.[which].k ?? null, changes, isShown }] }
  }
  if (spot.value && element.value === null) {
    return { label, choices: [{ label: 'Clicks', n: null, changes, isShown }] }
  }
  const choices = one ? ofBoth(one, which) : []
  return { label, choices: choices.map(known => choice(known, changes, isShown)) }
}

type Known = [which: OfElement, label: string, n: number | null]

function ofBoth(one: ElementDifference, which: 'a' | 'b'): Known[] {
  const { k, n } = one[which]
  return [
    ['clicked', 'Clicked it', k],
    ['missed', 'Saw it, did not click', n - k],
    ['clicks', 'All clicks', null],
  ]
}

function ofOne(one: HeatElement): Group[] {
  const { label } = KINDS.find(known => known.value === kind.value) ?? { label: 'Clicks' }
  const clicks: Known[] = [
    ['kind', label, times.value?.get(one.element) ?? 0],
    ['clicks', 'All clicks', one.clicks],
    ['first', 'First clicks', one.first],
  ]
  const sessions: Known[] = [
    ['clicked', 'Clicked it', one.sessions],
    ['rage', 'Rage', one.rage],
    ['dead', 'Dead', one.dead],
    ['error', 'Error', one.error],
    ['converted', 'Reached the goal after', one.converted],
    ['missed', 'Saw it, did not click', one.saw - one.sessions],
    ['saw', 'Saw it', one.saw],
  ]
  const isTold = ([which, , n]: Known) =>
    (which !== 'kind' || usual.value === 'kind') &&
    (which !== 'converted' || goal.value !== null) &&
    (n !== 0 || ofElement.value === which)
  return [
    { label: 'Clicks', choices: clicks.filter(isTold).map(known => choice(known)) },
    { label: 'Sessions', choices: sessions.filter(isTold).map(known => choice(known)) },
  ]
}

function choice([which, label, n]: Known, more: Changes = {}, isOfSide = true): Choice {
  const number = which === usual.value ? null : which
  return { label, n, changes: { ...more, number }, isShown: isOfSide && ofElement.value === which }
}
