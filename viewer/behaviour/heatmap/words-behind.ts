/** What stands behind a number of a heatmap, in words. */
import type { ElementNumber } from '../../../contract/behaviour/heat.ts'
import { VIEW_BAND_PX } from '../../../contract/facts.ts'
import { comparison, subjectName } from '../../frame/comparison.ts'
import { count, counted } from '../../ui/words.ts'
import { element, goal, isDifference, side } from './address.ts'
import { type Behind, SPOT_PX } from './behind.ts'
import { KINDS, titleOf } from './sentences.ts'

export function titleOfBehind(behind: Behind, known: { name: string; role: string } | undefined): string {
  if (known) return titleOf(known)
  if (!('depth' in behind)) return element.value ?? 'This place'
  const { number, depth } = behind
  return number === 'reached'
    ? `${count(depth)} px from the top`
    : `${count(depth)} to ${count(depth + VIEW_BAND_PX)} px from the top`
}

/** Whose moments they are is not a click's. */
export function isEntered(behind: Behind): boolean {
  return behind.of === 'sessions' && ['reached', 'inView', 'saw', 'missed'].includes(behind.number)
}

/** `20 sessions clicked it`, after the segment where two are compared. */
export function wordsOfBehind(behind: Behind, total: number): string {
  const whose = isDifference.value
    ? `${side.value === 'a' ? subjectName.value : comparison.value?.name}: `
    : ''
  if (behind.of === 'sessions') return `${whose}${counted(total, 'session')} ${did(behind.number)}`
  const { one, many } = KINDS.find(({ value }) => value === behind.kind) ?? { one: 'click', many: 'clicks' }
  const where =
    'element' in behind ? 'on this element' : `within ${SPOT_PX} px of here, in windows of this width`
  return `${whose}${counted(total, one, many)} ${where}`
}

function did(number: ElementNumber | 'reached' | 'inView'): string {
  switch (number) {
    case 'reached':
      return 'saw the page this far down'
    case 'inView':
      return 'had this in view'
    case 'saw':
      return 'saw it'
    case 'missed':
      return 'saw it and did not click it'
    case 'clicked':
      return 'clicked it'
    case 'rage':
      return 'had a rage click on it'
    case 'dead':
      return 'had a dead click on it'
    case 'error':
      return 'had an error click on it'
    case 'converted':
      return `clicked it and reached “${goal.value}” after`
  }
}
