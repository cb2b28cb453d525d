import { FAILURE_KINDS } from '../../../contract/facts.ts'
import { SESSION_FIELD_NAMES } from '../../../contract/fields.ts'
import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import { AMOUNTS, type Condition } from '../../../contract/segment/segment.ts'
import { readAct, readSteps } from './read-act.ts'
import {
  readCount,
  readDays,
  readHours,
  readNumberTest,
  readPath,
  readScalar,
  readTest,
  readTimes,
  readWhere,
} from './read-values.ts'
import { readUnits, readWindow } from './read-window.ts'
import type { ReadCondition, Reader } from './reader.ts'

/** Every condition but and, or, not. */
export function readSimple(reader: Reader, inside: ReadCondition): Condition {
  return (
    readWho(reader, inside) ?? readDoing(reader, inside) ?? readOfSession(reader, inside) ?? unknown(reader)
  )
}

function unknown(reader: Reader): never {
  return reader.fail('a condition, as: did "Order Completed", country is "DE", trait "plan" exists')
}

function readWho(reader: Reader, inside: ReadCondition): Condition | null {
  if (reader.takes('trait')) return { kind: 'trait', trait: reader.text('the trait'), is: readTest(reader) }
  if (reader.takes('moved')) {
    const direction = reader.choice(['up', 'down'])
    const trait = reader.text('the trait')
    const order = reader.takes('order') ? reader.within(() => reader.listed(() => readScalar(reader))) : []
    return { kind: 'moved', trait, direction, order, window: readWindow(reader) }
  }
  if (reader.takes('first', 'seen')) return { kind: 'seen', which: 'first', is: readTest(reader) }
  if (reader.takes('last', 'seen')) return { kind: 'seen', which: 'last', is: readTest(reader) }
  if (reader.takes('score')) return { kind: 'score', is: readNumberTest(reader) }
  if (reader.takes('in', 'list')) return { kind: 'list', id: reader.text('the id of the list') }
  if (reader.takes('in', 'segment')) return { kind: 'segment', id: reader.text('the id of the segment') }
  const where = () => reader.within(() => inside(reader))
  if (reader.takes('account')) return { kind: 'account', where: where() }
  if (reader.takes('any', 'user')) return { kind: 'users', who: 'any', where: where() }
  if (reader.takes('all', 'users')) return { kind: 'users', who: 'all', where: where() }
  if (reader.takes('no', 'user')) return { kind: 'users', who: 'none', where: where() }
  if (reader.is('at', 'least') || reader.is('at', 'most') || reader.is('exactly')) {
    const who = readCount(reader)
    if (!reader.takes('users')) reader.expect('user')
    return { kind: 'users', who, where: where() }
  }
  return null
}

function readDoing(reader: Reader, inside: ReadCondition): Condition | null {
  const act = () => readAct(reader, inside)
  if (reader.takes('did', 'not', 'do')) {
    const event = reader.text('the event')
    const where = readWhere(reader)
    return { kind: 'event', event, where, count: { op: 'exactly', n: 0 }, window: readWindow(reader) }
  }
  if (reader.takes('did')) {
    if (reader.next.kind === 'text') {
      const event = reader.text('the event')
      const where = readWhere(reader)
      return { kind: 'event', event, where, count: readTimes(reader), window: readWindow(reader) }
    }
    const of = act()
    if (reader.takes('on')) {
      return { kind: 'days', of, count: readCount(reader, 'days', 'day'), window: readWindow(reader) }
    }
    return { kind: 'did', of, count: readTimes(reader), window: readWindow(reader) }
  }
  if (reader.takes('first')) return { kind: 'first', of: act(), window: readWindow(reader) }
  if (reader.takes('stopped')) {
    const of = act()
    reader.expect('for')
    const days = readDays(reader)
    reader.expect('after')
    return { kind: 'stopped', of, days, before: readDays(reader) }
  }
  if (reader.takes('resumed')) {
    const of = act()
    reader.expect('in', 'last')
    const days = readDays(reader)
    reader.expect('after')
    const quiet = reader.number('how many days')
    reader.expect('quiet', 'days')
    return { kind: 'resumed', of, days, quiet }
  }
  if (reader.takes('regularly')) {
    const of = act()
    reader.expect('in')
    const least = reader.number()
    reader.expect('of', 'last')
    const last = reader.number()
    const unit = readUnits(reader)
    if (unit === 'month') reader.fail('days or weeks')
    return { kind: 'regularly', of, unit, least, last }
  }
  if (reader.is('dropped') || reader.is('rose')) {
    const direction = reader.choice(['dropped', 'rose'])
    const of = act()
    reader.expect('by')
    const percent = reader.number()
    reader.expect('percent', 'in')
    return { kind: 'change', of, direction, percent, days: readDays(reader) }
  }
  if (reader.takes('sequence')) {
    const steps = reader.within(() => readSteps(reader, inside))
    reader.expect('within')
    const hours = readHours(reader)
    return { kind: 'sequence', steps, hours, window: readWindow(reader) }
  }
  if (reader.takes('funnel')) {
    const steps = reader.within(() => readSteps(reader, inside)).map(step => step.do)
    reader.expect('within')
    const hours = readHours(reader)
    reader.expect('reached')
    const reached = readCount(reader, 'steps', 'step')
    return { kind: 'funnel', steps, hours, reached, window: readWindow(reader) }
  }
  return readAmount(reader)
}

function readAmount(reader: Reader): Condition | null {
  const of = AMOUNTS.find(one => reader.takes(one, 'of'))
  if (of) {
    const path = readPath(reader)
    reader.expect('of')
    const event = reader.text('the event')
    const where = readWhere(reader)
    return { kind: 'amount', event, where, of, path, is: readNumberTest(reader), window: readWindow(reader) }
  }
  if (reader.takes('revenue', 'of')) {
    const events = reader.listed(() => reader.text('the event'))
    return { kind: 'revenue', events, is: readNumberTest(reader), window: readWindow(reader) }
  }
  return null
}

function readOfSession(reader: Reader, inside: ReadCondition): Condition | null {
  if (reader.takes('session', 'where')) {
    const where = reader.within(() => inside(reader))
    return { kind: 'session', where, count: readTimes(reader), window: readWindow(reader) }
  }
  if (reader.takes('page')) return { kind: 'page', path: readTest(reader), count: readTimes(reader) }
  if (reader.takes('visit')) return { kind: 'visit', number: readCount(reader) }
  if (reader.takes('text')) return { kind: 'text', contains: reader.text('what could be read') }
  if (reader.takes('finding')) {
    const of = kindsOf(reader, FRUSTRATION_KINDS)
    const page = reader.takes('on', 'page') ? readTest(reader) : null
    const element = reader.takes('at', 'element') ? readTest(reader) : null
    return { kind: 'finding', of, page, element, count: readTimes(reader) }
  }
  if (reader.takes('failure')) {
    const of = kindsOf(reader, FAILURE_KINDS)
    const message = reader.takes('message') ? readTest(reader) : null
    const address = reader.takes('address') ? readTest(reader) : null
    const status = reader.takes('status') ? readTest(reader) : null
    return { kind: 'failure', of, message, address, status, count: readTimes(reader) }
  }
  const field = SESSION_FIELD_NAMES.find(name => reader.takes(name))
  return field ? { kind: 'field', field, is: readTest(reader) } : null
}

/** None, or some with commas between. */
function kindsOf<const T extends string>(reader: Reader, kinds: readonly T[]): T[] {
  return kinds.some(kind => reader.is(kind)) ? reader.listed(() => reader.choice(kinds)) : []
}
