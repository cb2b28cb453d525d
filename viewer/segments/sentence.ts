/** A segment in words. */
import { SESSION_FIELDS, type SessionField } from '../../contract/fields.ts'
import type { Condition, SegmentDefinition } from '../../contract/segment.ts'
import type { Count, Scalar } from '../../contract/segment-values.ts'
import type { Window } from '../../contract/segment-windows.ts'
import { counted, countryName, duration, languageName } from '../ui/words.ts'
import { propertyWords, testWords } from './tests.ts'

export function sentence(definition: SegmentDefinition, nameOf: (segment: string) => string): string {
  const whom = definition.subject === 'session' ? 'Sessions' : 'People'
  return `${whom} where ${conditionWords(definition.where, nameOf)}`
}

export function conditionWords(node: Condition, nameOf: (segment: string) => string): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of
        .map(part => {
          const words = conditionWords(part, nameOf)
          const inner = (part.kind === 'and' || part.kind === 'or') && part.of.length > 1
          return inner ? `(${words})` : words
        })
        .join(node.kind === 'and' ? ' and ' : ' or ')
    case 'not':
      return `not (${conditionWords(node.of, nameOf)})`
    case 'trait':
      return `the person's ${node.trait || '…'} ${testWords(node.is)}`
    case 'event': {
      const where = node.where.map(propertyWords).join(' and ')
      const what = `${node.event || '…'}${where ? ` (${where})` : ''}`
      return `${didWords(node.count)} ${what}${timesWords(node.count)}${windowWords(node.window)}`
    }
    case 'page':
      return node.count.op === 'exactly' && node.count.n === 0
        ? `no page whose path ${testWords(node.path)} was seen`
        : `a page whose path ${testWords(node.path)} was seen${timesWords(node.count)}`
    case 'field':
      return `${SESSION_FIELDS[node.field].label.toLowerCase()} ${testWords(node.is, value => fieldValue(node.field, value))}`
    case 'session': {
      const inner = conditionWords(node.where, nameOf)
      return `the person had ${countWords(node.count)} session${node.count.n === 1 ? '' : 's'} where ${inner}${windowWords(node.window)}`
    }
    case 'segment':
      return `in “${nameOf(node.id)}”`
    default:
      return `the condition “${node.kind}” holds`
  }
}

export function fieldValue(field: SessionField, value: Scalar): string {
  if (SESSION_FIELDS[field].type === 'duration' && typeof value === 'number') return duration(value)
  if (field === 'country') return countryName(String(value))
  if (field === 'language') return languageName(String(value))
  return String(value)
}

function didWords(count: Count): string {
  return count.op === 'exactly' && count.n === 0 ? 'did not do' : 'did'
}

function timesWords(count: Count): string {
  if (count.op === 'exactly' && count.n === 0) return ''
  if (count.op === 'at-least' && count.n === 1) return ''
  return ` ${countWords(count)} time${count.n === 1 ? '' : 's'}`
}

function countWords({ op, n }: Count): string {
  return `${op === 'exactly' ? 'exactly' : op === 'at-least' ? 'at least' : 'at most'} ${n}`
}

function windowWords(window: Window): string {
  if (window.kind === 'last') return ` in the last ${counted(window.days, 'day')}`
  if (window.kind === 'since') return ` since ${window.at.slice(0, 10)}`
  return window.kind === 'session' ? ' in this session' : ''
}
