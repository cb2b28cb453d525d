/** When each person began, and in which columns of periods it came back. */
import type { Column } from '../../../behaviour/retention.ts'
import { keyOf, type Lane } from './lane.ts'
import type { Span } from './moment.ts'

/** By key of a person. */
export interface Beginnings {
  /** Epoch ms; NaN: it did not begin. */
  at: Float64Array
  /** Key of the event; of several at one time the first by messageId. */
  event: Float64Array
  session: Uint32Array
}

type MessageOf = (key: number) => string | undefined

export function beginnings(
  lanes: Lane[],
  owners: Int32Array,
  persons: number,
  { from, to }: Span,
  messageOf: MessageOf,
): Beginnings {
  const at = new Float64Array(persons).fill(Number.NaN)
  const event = new Float64Array(persons)
  const session = new Uint32Array(persons)
  for (const lane of lanes) {
    for (let i = 0; i < lane.count; i++) {
      const time = lane.base + lane.at[i]!
      const who = owners[lane.ident[i]!]!
      if (who === 0 || time < from || time > to || time > at[who]!) continue
      const key = keyOf(lane, i)
      if (time === at[who] && messageOf(event[who]!)! < messageOf(key)!) continue
      at[who] = time
      event[who] = key
      session[who] = lane.cold().session[i]!
    }
  }
  return { at, event, session }
}

export interface Returns {
  span: Span
  /** How many periods after a start a time lies. */
  period(start: number, at: number): number
  messageOf: MessageOf
}

/** 1 where a person came back: by person times the number of columns, plus the column. */
export function comingsBack(
  lanes: Lane[],
  owners: Int32Array,
  begun: Beginnings,
  columns: readonly Column[],
  { span, period, messageOf }: Returns,
): Uint8Array {
  const came = new Uint8Array(begun.at.length * columns.length)
  const within = columnsBy(columns)
  for (const lane of lanes) {
    for (let i = 0; i < lane.count; i++) {
      const who = owners[lane.ident[i]!]!
      const start = begun.at[who]!
      const time = lane.base + lane.at[i]!
      // Also when it did not begin.
      if (!(time >= start) || time > span.to) continue
      if (time === start) {
        // What begins is no coming back; another of the same time is, when it comes after.
        const key = keyOf(lane, i)
        if (key === begun.event[who] || messageOf(key)! < messageOf(begun.event[who]!)!) continue
      }
      const own = within[Math.min(period(start, time), within.length - 1)]!
      for (let i = 0; i < own.length; i++) came[who * columns.length + own[i]!] = 1
    }
  }
  return came
}

/** By number of a period, the columns it is in; the last is that of all later ones. */
function columnsBy(columns: readonly Column[]): number[][] {
  const ends = columns.flat().filter(Number.isFinite)
  return Array.from({ length: Math.max(...ends) + 2 }, (_, n) =>
    columns.flatMap(([first, last], column) => (n >= first && n <= last ? [column] : [])),
  )
}

/** When each person came back first in a column of periods. */
export function firstBack(
  lanes: Lane[],
  owners: Int32Array,
  begun: Beginnings,
  [first, last]: Column,
  { span, period, messageOf }: Returns,
): Beginnings {
  const { length } = begun.at
  const at = new Float64Array(length).fill(Number.NaN)
  const event = new Float64Array(length)
  const session = new Uint32Array(length)
  for (const lane of lanes) {
    for (let i = 0; i < lane.count; i++) {
      const who = owners[lane.ident[i]!]!
      const start = begun.at[who]!
      const time = lane.base + lane.at[i]!
      // Also when it did not begin.
      if (!(time >= start) || time > span.to || time > at[who]!) continue
      const n = period(start, time)
      if (n < first || n > last) continue
      const key = keyOf(lane, i)
      if (time === start) {
        if (key === begun.event[who] || messageOf(key)! < messageOf(begun.event[who]!)!) continue
      }
      if (time === at[who] && messageOf(event[who]!)! < messageOf(key)!) continue
      at[who] = time
      event[who] = key
      session[who] = lane.cold().session[i]!
    }
  }
  return { at, event, session }
}
