import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_DEPTH } from '../../../contract/segment/segment.ts'
import type { AsOf, ResolvedCondition } from '../../../server/segment/question.ts'
import { personCondition, sessionCondition } from '../../../server/store/sqlite/compile/compile.ts'
import { closeFiles, type Files, openForWriting } from '../../../server/store/sqlite/connection.ts'
import { type Answering, answering } from '../../../server/store/sqlite/lanes/answering.ts'
import type { Sql } from '../../../server/store/sqlite/sql.ts'
import { makeFolder, removeFolder } from '../folder.ts'

const at: AsOf = { kind: 'at', time: 1_000 }
const perSession: AsOf = { kind: 'session' }
const plan: ResolvedCondition = { kind: 'trait', trait: 'plan', is: { op: 'is-not', values: ['pro'] } }
const bought = (n: number, op: 'at-least' | 'at-most' | 'exactly' = 'at-least'): ResolvedCondition => ({
  kind: 'event',
  event: 'Bought',
  where: [],
  count: { op, n },
  window: { kind: 'last', days: 7 },
})

let folder: string
let files: Files
let segments: Answering
beforeAll(async () => {
  folder = await makeFolder()
  files = openForWriting(folder)
  segments = answering(files.facts, files.lanes)
})
afterAll(async () => {
  closeFiles(files)
  await removeFolder(folder)
})

/** The expected SQL is not only read: it runs. */
function runs(condition: Sql, table: 'session s' | 'person p'): Sql {
  segments.moment().laid(condition)
  files.facts.prepare(`SELECT 1 FROM ${table} WHERE ${condition.text}`).all(...condition.params)
  return condition
}
const ofSession = (where: ResolvedCondition, asOf: AsOf = at) =>
  runs(sessionCondition({ segment: { subject: 'session', where }, asOf }, 7), 'session s')
const ofPerson = (where: ResolvedCondition, asOf: AsOf = at) =>
  runs(personCondition({ segment: { subject: 'person', where }, asOf }, 7), 'person p')

const NAME = '(SELECT key FROM event_name WHERE project = ? AND asked = 1 AND name = ?)'

test('[M1] an event at a fixed time is a set of persons', () => {
  expect(ofPerson(bought(3))).toEqual({
    text: `p.key IN (SELECT e.person FROM event e WHERE e.key IN (SELECT key FROM laid(${NAME})) AND e.person IS NOT NULL AND e.at >= ? AND e.at <= ? GROUP BY e.person HAVING count(*) >= ?)`,
    params: [7, 'Bought', 1_001 - 604_800_000, 1_000, 3],
  })
  expect(ofPerson(bought(1)).text).not.toContain('GROUP BY')
})

test('[M1] who did not is in no set: the opposite of "at least" is asked', () => {
  expect(ofPerson(bought(0, 'exactly')).text).toBe(`NOT ${ofPerson(bought(1)).text}`)
  expect(ofPerson(bought(2, 'at-most')).text).toBe(`NOT ${ofPerson(bought(3)).text}`)
  expect(ofPerson(bought(0, 'at-least')).text).toBe('TRUE')
})

test('[M1] as of each session it is asked row by row, through the index by person', () => {
  expect(ofSession(bought(1), perSession).text).toBe(
    `(in_time() AND EXISTS (SELECT 1 FROM event e WHERE e.person = s.person AND e.name = ${NAME} AND e.at > s.started - ? AND e.at <= s.started))`,
  )
  const explained = files.facts
    .prepare<Sql['params'], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT 1 FROM session s WHERE ${ofSession(bought(1), perSession).text}`,
    )
    .all(...ofSession(bought(1), perSession).params)
  expect(explained.map(step => step.detail).join('\n')).toContain('COVERING INDEX event_person')
})

test('[M1] a trait is the row whose time holds the moment asked for', () => {
  expect(ofPerson(plan)).toEqual({
    text:
      'NOT p.key IN (SELECT t.person FROM trait t WHERE (t.name = (SELECT key FROM trait_name WHERE project = ? AND name = ?) AND t.value IN (SELECT value FROM json_each(?))' +
      " OR t.name = (SELECT key FROM trait_name WHERE project = ? AND name = ?) AND t.value >= '[' AND t.value < '\\' AND passes(?, t.value, ?)) AND t.until > ? AND t.at <= ?)",
    params: [7, 'plan', '["\\"pro\\""]', 7, 'plan', '{"op":"is","values":["pro"]}', 1_000, 1_000, 1_000],
  })
})

test('[M1] values of the wrong type for a field can match nothing, and never everything', () => {
  const duration: ResolvedCondition = {
    kind: 'field',
    field: 'duration',
    is: { op: 'is', values: ['5', true] },
  }
  expect(ofSession(duration).params).toEqual(['[]'])
  const country: ResolvedCondition = { kind: 'field', field: 'country', is: { op: 'greater', number: 5 } }
  expect(ofSession(country).text).toBe('(FALSE)')
  expect(ofSession({ kind: 'nothing' }).text).toBe('FALSE')
})

test('[M1] the largest and the deepest tree can be asked', () => {
  const wide: ResolvedCondition = { kind: 'or', of: Array.from({ length: 499 }, () => bought(2)) }
  ofPerson(wide)
  ofSession(wide, perSession)
  let nested = bought(1)
  for (let i = 0; i < MAX_DEPTH - 1; i++) {
    nested = { kind: 'session', where: nested, count: { op: 'at-least', n: 1 }, window: { kind: 'ever' } }
  }
  ofPerson(nested)
  ofSession(nested, perSession)
})
