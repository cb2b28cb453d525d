/** Conditions of the right shape that say nothing, or something that cannot be. */
import { SESSION_FIELDS } from '../fields.ts'
import type { Condition } from './segment.ts'
import type { ValueTest } from './values.ts'
import type { Window } from './windows.ts'

interface Detail {
  /** Place below the node, as `.window`. */
  at: string
  message: string
}

/** Windows that hold no time at all. */
export function windowProblems(node: Condition): Detail[] {
  if (!('window' in node)) return []
  const message = emptiness(node.window)
  return message === null ? [] : [{ at: '.window', message }]
}

function emptiness(window: Window): string | null {
  switch (window.kind) {
    case 'ago':
      return window.from > window.to ? null : 'The window begins after its end.'
    case 'between':
      return Date.parse(window.from) < Date.parse(window.to) ? null : 'The window begins after its end.'
    case 'calendar':
      return window.whole && window.back === 0 ? 'Of whole days, weeks or months, give at least one.' : null
    default:
      return null
  }
}

export function detailProblems(node: Condition): Detail[] {
  const refuse = (at: string, message: string): Detail[] => [{ at, message }]
  switch (node.kind) {
    case 'field': {
      const { type, label } = SESSION_FIELDS[node.field]
      const text = type === 'text'
      const fits = text ? isTextTest(node.is) : isNumberTest(node.is)
      return fits ? [] : refuse('.is', `${label} is ${text ? 'a text' : 'a number'}.`)
    }
    case 'seen':
      return isDateTest(node.is) ? [] : refuse('.is', 'This is a date.')
    case 'failure':
      return node.status === null || isNumberTest(node.status)
        ? []
        : refuse('.status', 'The status is a number.')
    case 'moved':
      if (node.order.length === 1) return refuse('.order', 'Give at least two values, the lowest first.')
      return new Set(node.order).size < node.order.length ? refuse('.order', 'A value is given twice.') : []
    case 'regularly':
      return node.least > node.last
        ? refuse('.least', `There are only ${node.last} ${node.unit}s to do it in.`)
        : []
    case 'sequence':
      return node.steps[0]!.without.length > 0
        ? refuse('.steps[0].without', 'Nothing can stand between the first step and one before it.')
        : []
    case 'funnel':
      return node.reached.op !== 'at-most' && node.reached.n > node.steps.length
        ? refuse('.reached', `There are only ${node.steps.length} steps.`)
        : []
    default:
      return []
  }
}

function isNumberTest(test: ValueTest): boolean {
  if ('values' in test) return test.op !== 'has-all' && test.values.every(value => typeof value === 'number')
  return 'number' in test || test.op === 'exists' || test.op === 'missing'
}

function isTextTest(test: ValueTest): boolean {
  return 'values' in test || 'text' in test || test.op === 'exists' || test.op === 'missing'
}

function isDateTest(test: ValueTest): boolean {
  return 'date' in test || 'days' in test || test.op === 'exists' || test.op === 'missing'
}
