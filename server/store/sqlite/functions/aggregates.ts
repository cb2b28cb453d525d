/** Rows of one person, gathered in any order, and what they come to. No row: null, never asked. */
import type { Database } from 'better-sqlite3'
import { byTime, type Json, type JsonObject } from '../../../../contract/event.ts'
import { amountHolds } from '../../../segment/amount.ts'
import { type ActMoment, type Judged, judge } from '../../../segment/judge.ts'
import { goes } from '../../../segment/moves.ts'
import type { Node } from '../../../segment/question.ts'
import { remembered } from './remembered.ts'

interface Gathering<T> {
  /** What is asked of the rows; null until the first. */
  answer: ((rows: T[]) => boolean) | null
  rows: T[]
}

function start<T>(): Gathering<T> {
  return { answer: null, rows: [] }
}

function result<T>({ answer, rows }: Gathering<T>): number | null {
  return answer === null ? null : Number(answer(rows))
}

/** Columns come as SQL gives them: each is read as what the query is known to select there. */
type Columns = unknown[]

export function registerAggregates(db: Database): void {
  const options = { deterministic: true, directOnly: true, varargs: true, start, result }
  /** judged(node, asOf, zone, act, at, rank, id, inside) */
  db.aggregate<Gathering<ActMoment>>('judged', {
    ...options,
    step: (found: Gathering<ActMoment>, ...columns: Columns) => {
      const [node, asOf, zone, act, at, rank, id, inside] = columns
      found.answer ??= moments => judge(readJudged(String(node)), moments, Number(asOf), String(zone)).holds
      found.rows.push({
        act: Number(act),
        at: Number(at),
        rank: Number(rank),
        id: String(id),
        inside: inside === 1,
        label: '',
      })
    },
  })
  /** amounts(node, at, messageId, name, properties) */
  db.aggregate<Gathering<NamedEvent>>('amounts', {
    ...options,
    step: (found: Gathering<NamedEvent>, ...columns: Columns) => {
      const [node, at, messageId, name, properties] = columns
      found.answer ??= events => amountHolds(readAmount(String(node)), events.sort(byTime))
      found.rows.push({
        at: Number(at),
        messageId: String(messageId),
        name: String(name),
        properties: readObject(String(properties)),
      })
    },
  })
  /** moved(node, nth, value, inside) */
  db.aggregate<Gathering<Held>>('moved', {
    ...options,
    step: (found: Gathering<Held>, ...columns: Columns) => {
      const [node, nth, value, inside] = columns
      found.answer ??= values => wentAsAsked(readMoved(String(node)), values)
      found.rows.push({ nth: Number(nth), value: JSON.parse(String(value)), inside: inside === 1 })
    },
  })
}

interface NamedEvent {
  at: number
  messageId: string
  name: string
  properties: JsonObject
}

/** A value of a trait from one of the person's changes on. */
interface Held {
  nth: number
  value: Json
  inside: boolean
}

function wentAsAsked(node: Node<'moved'>, values: Held[]): boolean {
  const ordered = values.sort((a, b) => a.nth - b.nth)
  return ordered.some(({ value, inside }, i) => inside && goes(node, ordered[i - 1]?.value ?? null, value))
}

const readJudged = remembered((text): Judged => JSON.parse(text))
const readAmount = remembered((text): Node<'amount' | 'revenue'> => JSON.parse(text))
const readMoved = remembered((text): Node<'moved'> => JSON.parse(text))

function readObject(json: string): JsonObject {
  return JSON.parse(json)
}
