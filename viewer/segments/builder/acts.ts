/** What a person does at a moment: how it begins, whether it is filled in, its words. */
import type { Act, Condition } from '../../../contract/segment/segment.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { isTested, propertiesFilled, propertyWords, testWords } from './tests.ts'

export type ActKind = Act['act']

export const ACT_LABELS: { value: ActKind; label: string; icon: IconName }[] = [
  { value: 'event', label: 'the event', icon: 'bolt' },
  { value: 'page', label: 'a page', icon: 'page' },
  { value: 'session', label: 'a visit', icon: 'video' },
  { value: 'any', label: 'anything', icon: 'people' },
]

export function actOf(kind: ActKind): Act {
  switch (kind) {
    case 'event':
      return { act: kind, event: '', where: [] }
    case 'any':
      return { act: kind }
    case 'page':
      return { act: kind, path: { op: 'is', values: [] }, how: 'viewed', seconds: 0 }
    case 'session':
      return { act: kind, where: null }
  }
}

export function actFilled(act: Act): boolean {
  if (act.act === 'event') return act.event.trim() !== '' && propertiesFilled(act.where)
  return act.act !== 'page' || isTested(act.path)
}

const PAGE_WORDS = { viewed: 'viewing', entered: 'entering by', left: 'leaving from' }

/** `Order Completed (total is more than 100)`, `viewing a page whose path is /pricing`, `a visit`. */
export function actWords(act: Act, inner: (where: Condition) => string): string {
  switch (act.act) {
    case 'event': {
      const where = act.where.map(propertyWords).join(' and ')
      return `${act.event || '…'}${where ? ` (${where})` : ''}`
    }
    case 'any':
      return 'anything'
    case 'session':
      return act.where === null ? 'a visit' : `a visit where ${inner(act.where)}`
    case 'page': {
      const long = act.seconds > 0 ? ` for at least ${act.seconds} s` : ''
      return `${PAGE_WORDS[act.how]} a page whose path ${testWords(act.path)}${long}`
    }
  }
}
