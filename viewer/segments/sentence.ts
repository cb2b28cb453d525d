/** A segment in words. */
import { SESSION_FIELDS, type SessionField } from '../../contract/fields.ts'
import { checkSegment } from '../../contract/segment/check.ts'
import type { Act, Condition, SegmentDefinition, Step } from '../../contract/segment/segment.ts'
import type { Count, NumberTest, Scalar } from '../../contract/segment/values.ts'
import { counted, countryName, duration, languageName } from '../ui/words.ts'
import { actWords } from './builder/acts.ts'
import { kindWords } from './builder/kind-words.ts'
import { OP_WORDS, propertyWords, testWords } from './builder/tests.ts'
import { hourWords, windowWords } from './builder/windows.ts'

type NameOf = (id: string) => string

const WHOM = { session: 'Sessions', person: 'People', account: 'Accounts' } as const

export function sentence(definition: SegmentDefinition, nameOf: NameOf): string {
  const checked = checkSegment(definition)
  if ('problems' in checked) return `Matches nobody. ${checked.problems[0]?.message ?? ''}`
  return `${WHOM[definition.subject]} where ${conditionWords(definition.where, nameOf)}`
}

export function conditionWords(node: Condition, nameOf: NameOf): string {
  const act = (one: Act) => actWords(one, where => conditionWords(where, nameOf))
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
    case 'moved': {
      const order = node.order.length === 0 ? '' : ` (${node.order.join(' < ')})`
      return `the person's ${node.trait || '…'} went ${node.direction}${order}${windowWords(node.window)}`
    }
    case 'seen':
      return `${node.which} seen: the day ${testWords(node.is)}`
    case 'score':
      return `the frustration score ${numberWords(node.is)}`
    case 'account':
      return `belongs to an account where ${conditionWords(node.where, nameOf)}`
    case 'users':
      return `${usersWords(node.who)} where ${conditionWords(node.where, nameOf)}`
    case 'event': {
      const where = node.where.map(propertyWords).join(' and ')
      const what = `${node.event || '…'}${where ? ` (${where})` : ''}`
      return `${didWords(node.count)} ${what}${timesWords(node.count)}${windowWords(node.window)}`
    }
    case 'did':
      return `${didWords(node.count)} ${act(node.of)}${timesWords(node.count)}${windowWords(node.window)}`
    case 'days':
      return `did ${act(node.of)} on ${countWords(node.count, 'day')}${windowWords(node.window)}`
    case 'first':
      return `for the first time did ${act(node.of)}${windowWords(node.window)}`
    case 'stopped':
      return `stopped: ${act(node.of)} not in the last ${counted(node.days, 'day')}, but in the ${counted(node.before, 'day')} before`
    case 'resumed':
      return `started again in the last ${counted(node.days, 'day')}: ${act(node.of)}, after more than ${counted(node.quiet, 'day')} without`
    case 'regularly':
      return `did ${act(node.of)} in at least ${node.least} of the last ${counted(node.last, node.unit)}`
    case 'change':
      return `${act(node.of)} ${node.direction} by at least ${node.percent} % in the last ${counted(node.days, 'day')} against as many before`
    case 'sequence': {
      const step = ({ do: one, without }: Step) =>
        `${act(one)}${without.length === 0 ? '' : ` (without ${without.map(act).join(' or ')} before)`}`
      return `did ${node.steps.map(step).join(', then ')} within ${hourWords(node.hours)}${windowWords(node.window)}`
    }
    case 'funnel':
      return `of ${node.steps.map(act).join(', then ')} reached ${countWords(node.reached, 'step')} within ${hourWords(node.hours)}${windowWords(node.window)}`
    case 'amount': {
      const where = node.where.map(propertyWords).join(' and ')
      const what = `${node.path.join('.') || '…'} of ${node.event || '…'}${where ? ` (${where})` : ''}`
      return `the ${AMOUNT_WORDS[node.of]} ${what} ${numberWords(node.is)}${windowWords(node.window)}`
    }
    case 'revenue':
      return `the revenue of ${node.events.join(' and ') || '…'} ${numberWords(node.is)}${windowWords(node.window)}`
    case 'page':
      return node.count.op === 'exactly' && node.count.n === 0
        ? `no page whose path ${testWords(node.path)} was seen`
        : `a page whose path ${testWords(node.path)} was seen${timesWords(node.count)}`
    case 'field':
      return `${SESSION_FIELDS[node.field].label.toLowerCase()} ${testWords(node.is, value => fieldValue(node.field, value))}`
    case 'visit':
      return `the number of the person's visit is ${countWords(node.number, '').trim()}`
    case 'finding': {
      const page = node.page ? ` on a page that ${testWords(node.page)}` : ''
      const element = node.element ? ` at an element that ${testWords(node.element)}` : ''
      const kinds = node.of.length === 0 ? 'frustration' : node.of.map(kindWords).join(' or ')
      return `${kinds}${page}${element}${foundWords(node.count)}`
    }
    case 'failure': {
      const kinds = node.of.length === 0 ? 'failures' : node.of.map(kindWords).join(' or ')
      const message = node.message ? ` whose message ${testWords(node.message)}` : ''
      const address = node.address ? ` whose address ${testWords(node.address)}` : ''
      const status = node.status ? ` whose status ${testWords(node.status)}` : ''
      return `${kinds}${message}${address}${status}${foundWords(node.count)}`
    }
    case 'text':
      return `could read “${node.contains || '…'}”`
    case 'session': {
      const inner = conditionWords(node.where, nameOf)
      return `the person had ${countWords(node.count, 'session')} where ${inner}${windowWords(node.window)}`
    }
    case 'segment':
    case 'list':
      return `in “${nameOf(node.id)}”`
  }
}

const AMOUNT_WORDS = {
  sum: 'sum of',
  average: 'average of',
  min: 'least',
  max: 'greatest',
  distinct: 'number of different',
} as const

export function fieldValue(field: SessionField, value: Scalar): string {
  if (SESSION_FIELDS[field].type === 'duration' && typeof value === 'number') return duration(value)
  if (field === 'country') return countryName(String(value))
  if (field === 'language') return languageName(String(value))
  return String(value)
}

function numberWords({ op, number }: NumberTest): string {
  return `${op === 'equals' ? 'is' : OP_WORDS[op]} ${number}`
}

function usersWords(who: Extract<Condition, { kind: 'users' }>['who']): string {
  switch (who) {
    case 'any':
      return 'any of its users'
    case 'all':
      return 'all of its users'
    case 'none':
      return 'none of its users'
    default:
      return `${countWords(who, '')}of its users`
  }
}

function didWords(count: Count): string {
  return count.op === 'exactly' && count.n === 0 ? 'did not do' : 'did'
}

function timesWords(count: Count): string {
  if (count.op === 'exactly' && count.n === 0) return ''
  if (count.op === 'at-least' && count.n === 1) return ''
  return ` ${countWords(count, 'time')}`
}

function foundWords(count: Count): string {
  return count.op === 'at-least' && count.n === 1 ? '' : ` ${countWords(count, 'time')}`
}

/** `at least 2 times`; without a unit, with a blank behind it. */
function countWords({ op, n }: Count, unit: string): string {
  const how = op === 'exactly' ? 'exactly' : op === 'at-least' ? 'at least' : 'at most'
  return `${how} ${n} ${n === 1 || unit === '' ? unit : `${unit}s`}`
}
