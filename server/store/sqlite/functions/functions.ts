import type { Database } from 'better-sqlite3'
import type { Json, JsonObject } from '../../../../contract/event.ts'
import type { PropertyTest, ValueTest } from '../../../../contract/segment/values.ts'
import { CALENDAR_UNITS } from '../../../../contract/segment/windows.ts'
import { unitStart } from '../../../segment/calendar.ts'
import type { Node } from '../../../segment/question.ts'
import { scorePasses } from '../../../segment/session.ts'
import { testProperty, testValue } from '../../../segment/value.ts'
import { registerAggregates } from './aggregates.ts'
import { registerPatience } from './patience.ts'
import { remembered } from './remembered.ts'

/** What SQL cannot say exactly is asked of the very functions that define a segment's meaning. */
export function registerFunctions(db: Database): void {
  const options = { deterministic: true, directOnly: true }
  /** passes(test, json, asOf): a value stored as JSON. */
  db.function('passes', options, (test: string, json: string, asOf: number) =>
    Number(testValue(readTest(test), read(json), asOf)),
  )
  /** passes_plain(test, value, asOf): a text or number column. */
  db.function('passes_plain', options, (test: string, value: string | number | null, asOf: number) =>
    Number(testValue(readTest(test), value, asOf)),
  )
  /** passes_where(tests, json, asOf): properties that must pass every test. */
  db.function('passes_where', options, (tests: string, json: string, asOf: number) => {
    const properties = readObject(json)
    return Number(readWhere(tests).every(test => testProperty(test, properties, asOf)))
  })
  /** unit_start(at, zone, unit, back): epoch ms of the beginning of a calendar unit. */
  db.function('unit_start', options, (at: number, zone: string, unit: string, back: number) =>
    unitStart(at, zone, CALENDAR_UNITS.find(one => one === unit) ?? 'day', back),
  )
  /** score_passes(node, scores): JSON list of scores, newest first. */
  db.function('score_passes', options, (node: string, scores: string) => {
    const list: number[] = JSON.parse(scores)
    return Number(scorePasses(readScore(node), list))
  })
  registerAggregates(db)
  registerPatience(db)
}

const readTest = remembered((text): ValueTest => JSON.parse(text))
const readWhere = remembered((text): PropertyTest[] => JSON.parse(text))
const readScore = remembered((text): Node<'score'> => JSON.parse(text))

function read(json: string): Json {
  return JSON.parse(json)
}

function readObject(json: string): JsonObject {
  return JSON.parse(json)
}
