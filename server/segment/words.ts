/** Conditions in words, for explanations. */
import type { Json } from '../../contract/event.ts'
import type { Count, NumberTest, PropertyTest, ValueTest } from '../../contract/segment/values.ts'
import type { Window } from '../../contract/segment/windows.ts'
import type { ResolvedAct } from './question.ts'

/** Letters of a value that a sentence shows. */
const MOST_LETTERS = 80

export function quote(value: Json | undefined): string {
  if (value === undefined || value === null) return 'missing'
  const text = JSON.stringify(value)
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text
}

export function testWords(test: ValueTest): string {
  switch (test.op) {
    case 'is':
      return `is ${test.values.map(quote).join(' or ')}`
    case 'is-not':
      return `is not ${test.values.map(quote).join(' or ')}`
    case 'has-all':
      return `has all of ${test.values.map(quote).join(', ')}`
    case 'contains':
      return `contains ${quote(test.text)}`
    case 'not-contains':
      return `does not contain ${quote(test.text)}`
    case 'starts':
      return `starts with ${quote(test.text)}`
    case 'ends':
      return `ends with ${quote(test.text)}`
    case 'greater':
      return `is greater than ${test.number}`
    case 'at-least':
      return `is at least ${test.number}`
    case 'less':
      return `is less than ${test.number}`
    case 'at-most':
      return `is at most ${test.number}`
    case 'before':
      return `is before ${test.date}`
    case 'after':
      return `is after ${test.date}`
    case 'in-last':
      return `is in the last ${dayWords(test.days)}`
    case 'before-last':
      return `is at least ${numbered(test.days, 'day', 'days')} ago`
    case 'in-next':
      return `is in the next ${dayWords(test.days)}`
    case 'exists':
      return 'exists'
    case 'missing':
      return 'is missing'
  }
}

export function numberWords({ op, number }: NumberTest): string {
  return op === 'equals' ? `is ${number}` : testWords({ op, number })
}

/** `at least 1 time`, `exactly 0 sessions`. */
export function countWords({ op, n }: Count, one: string, many: string): string {
  return `${op.replace('-', ' ')} ${numbered(n, one, many)}`
}

export function numbered(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}

function dayWords(days: number): string {
  return days === 1 ? 'day' : `${days} days`
}

export function windowWords(window: Window): string {
  switch (window.kind) {
    case 'ever':
      return 'ever'
    case 'last':
      return `in the last ${dayWords(window.days)}`
    case 'ago':
      return `from ${window.from} to ${numbered(window.to, 'day', 'days')} ago`
    case 'since':
      return `since ${window.at}`
    case 'between':
      return `from ${window.from} until ${window.to}`
    case 'calendar': {
      const { unit, back, whole } = window
      if (whole) return `in the ${back === 1 ? unit : `${back} ${unit}s`} before this ${unit}`
      return back === 0 ? `this ${unit}` : `this ${unit} and the ${numbered(back, unit, `${unit}s`)} before`
    }
    case 'since-first': {
      const from = window.event === null ? 'first seen' : `the first ${window.event}`
      return window.hours === null ? `since ${from}` : `within ${hourWords(window.hours)} from ${from}`
    }
    case 'after':
      return `within ${hourWords(window.hours)} after ${window.event}`
    case 'session':
      return 'in this session'
  }
}

export function hourWords(hours: number): string {
  return hours >= 48 && hours % 24 === 0 ? `${hours / 24} days` : numbered(hours, 'hour', 'hours')
}

/** ` with plan is "pro" and seats is at least 5`; nothing without tests. */
export function propertyWords(tests: PropertyTest[]): string {
  if (tests.length === 0) return ''
  return ` with ${tests.map(oneProperty).join(' and ')}`
}

function oneProperty(test: PropertyTest): string {
  const name = test.path.join('.')
  if ('is' in test) return `${name} ${testWords(test.is)}`
  const other = test.compared.path.join('.')
  switch (test.compared.op) {
    case 'equals':
      return `${name} the same as ${other}`
    case 'differs':
      return `${name} other than ${other}`
    case 'greater':
      return `${name} greater than ${other}`
    case 'less':
      return `${name} less than ${other}`
    case 'at-least':
      return `${name} at least ${other}`
    case 'at-most':
      return `${name} at most ${other}`
  }
}

/** `did Bought with plan is "pro"`, `viewed a page whose path ...`. */
export function actWords(act: ResolvedAct): string {
  switch (act.act) {
    case 'event':
      return `did ${act.event}${propertyWords(act.where)}`
    case 'any':
      return 'did anything'
    case 'session':
      return act.where === null ? 'came' : 'came for a session that passes'
    case 'page': {
      const how = { viewed: 'viewed', entered: 'entered by', left: 'left from' }[act.how]
      const long = act.seconds > 0 ? ` for at least ${numbered(act.seconds, 'second', 'seconds')}` : ''
      return `${how} a page whose path ${testWords(act.path)}${long}`
    }
  }
}
