/** A kind of condition as it is offered, and what several begin with. */
import type { Condition, Subject } from '../../../../contract/segment/segment.ts'
import type { Count } from '../../../../contract/segment/values.ts'
import type { Window } from '../../../../contract/segment/windows.ts'
import type { IconName } from '../../../ui/Icon.tsx'

export const KIND_GROUPS = [
  'Who they are',
  'What they did',
  'How it changed',
  'Money',
  'The session',
  'Lists and segments',
] as const

export interface Kind {
  id: string
  group: (typeof KIND_GROUPS)[number]
  label: string
  hint: string
  /** Other words it is looked for by. */
  also?: string
  icon: IconName
  /** Whom it is asked of; of others it is asked by way of these. `same`: of whoever stands there. */
  asks: Subject | 'same'
  make: (of: Subject) => Condition
}

export const once: Count = { op: 'at-least', n: 1 }
export const ever: Window = { kind: 'ever' }
export const inLast = (days: number): Window => ({ kind: 'last', days })
export const when = (of: Subject): Window => (of === 'session' ? { kind: 'session' } : ever)
