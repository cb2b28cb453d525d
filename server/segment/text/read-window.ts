import { CALENDAR_UNITS, type CalendarUnit, type Window } from '../../../contract/segment/windows.ts'
import { readDays, readHours } from './read-values.ts'
import type { Reader } from './reader.ts'

/** Ever, unless it says otherwise. */
export function readWindow(reader: Reader): Window {
  reader.takes('ever')
  if (reader.takes('in', 'this', 'session')) return { kind: 'session' }
  if (reader.takes('in', 'last')) return readLast(reader)
  if (reader.is('from') && reader.second.kind === 'number') {
    reader.expect('from')
    const from = reader.number()
    reader.expect('to')
    const to = readDays(reader)
    reader.expect('ago')
    return { kind: 'ago', from, to }
  }
  if (reader.takes('since', 'first')) return { kind: 'since-first', event: readFirst(reader), hours: null }
  if (reader.takes('since')) return { kind: 'since', at: reader.text('a date') }
  if (reader.takes('between')) {
    const from = reader.text('a date')
    reader.expect('and')
    return { kind: 'between', from, to: reader.text('a date') }
  }
  if (reader.takes('within')) {
    const hours = readHours(reader)
    if (reader.takes('of', 'first')) return { kind: 'since-first', event: readFirst(reader), hours }
    reader.expect('after')
    return { kind: 'after', event: reader.text('an event'), hours }
  }
  if (reader.takes('this')) {
    const unit = reader.choice(CALENDAR_UNITS)
    const more = reader.is('and') && reader.second.kind === 'number'
    if (!more) return { kind: 'calendar', unit, back: 0, whole: false }
    reader.expect('and')
    const back = reader.number()
    reader.expect('before')
    return { kind: 'calendar', unit, back, whole: false }
  }
  return { kind: 'ever' }
}

function readFirst(reader: Reader): string | null {
  return reader.takes('seen') ? null : reader.text('an event, or the word seen,')
}

/** `7 days`, `2 whole weeks`. */
function readLast(reader: Reader): Window {
  const number = reader.number('how many days')
  if (reader.takes('whole')) return { kind: 'calendar', unit: readUnits(reader), back: number, whole: true }
  if (!reader.takes('days')) reader.expect('day')
  return { kind: 'last', days: number }
}

export function readUnits(reader: Reader): CalendarUnit {
  const unit = CALENDAR_UNITS.find(one => reader.takes(`${one}s`) || reader.takes(one))
  return unit ?? reader.fail('days, weeks or months')
}
