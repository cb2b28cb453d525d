import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_ZONE } from '../../../contract/zone.ts'
import { rootOf } from '../../../server/segment/question.ts'
import { sessionCondition } from '../../../server/store/sqlite/compile/compile.ts'
import { moments } from '../../../server/store/sqlite/lanes/moment.ts'
import { roomForSlices } from '../../../server/store/sqlite/lanes/slice-keeper.ts'
import { whenJudge } from '../../../server/store/sqlite/lanes/when.ts'
import { atStarts } from '../../../server/store/sqlite/lanes/when-asked.ts'
import { isWhenOfEvents, isWhenTold } from '../../../server/store/sqlite/lanes/when-told.ts'
import { type Sql, sql } from '../../../server/store/sqlite/sql.ts'
import { openEngines } from '../../segment/engines.ts'
import { crowd, denseQuestions } from '../../segment/generated-dense.ts'

let engines: Awaited<ReturnType<typeof openEngines>>
beforeAll(async () => {
  engines = await openEngines()
})
afterAll(() => engines.close())

test('[M1] when something held of persons is told as SQL tells it of each of their sessions', async () => {
  const { facts, lanes } = engines.files
  const judge = whenJudge(facts)
  const at = moments(facts, lanes, roomForSlices())
  const keyOf = facts.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  let told = 0
  const property = fc.asyncProperty(
    crowd,
    denseQuestions,
    fc.infiniteStream(fc.boolean()),
    async (people, questions, coins) => {
      const project = keyOf.get((await engines.play(people)).project)!
      facts.transaction(() => {
        const moment = at()
        const keysWhere = (where: Sql): number[] => {
          const { text, params } = moment.laid(
            sql`SELECT s.key FROM session s WHERE s.project = ${project} AND s.listed = 1 AND ${where} ORDER BY s.key`,
          )
          return facts
            .prepare<Sql['params'], number>(text)
            .pluck()
            .all(...params)
        }
        const some = keysWhere(sql`1`).filter(() => coins.next().value)
        for (const { segment, zone = DEFAULT_ZONE } of questions) {
          const where = rootOf(segment)
          if (segment.subject === 'session' || !isWhenTold(where)) continue
          const holds = judge(where, { moment, project, zone }, atStarts(some, moment.sessions()))
          const asked = { segment, zone, asOf: { kind: 'session' as const } }
          const right = new Set(keysWhere(sessionCondition(asked, project)))
          expect(some.filter((_, i) => holds[i] === 1)).toEqual(some.filter(key => right.has(key)))
          told += Number(isWhenOfEvents(where) && right.size > 0)
        }
      })()
    },
  )
  await fc.assert(property, { numRuns: 30 })
  expect(told).toBeGreaterThan(0)
}, 60_000)
