import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Question, ResolvedCondition } from '../../../server/segment/question.ts'
import { evaluation } from '../../../server/store/sqlite/lanes/evaluate.ts'
import { judgeOfFew } from '../../../server/store/sqlite/lanes/few.ts'
import { moments } from '../../../server/store/sqlite/lanes/moment.ts'
import { roomForSlices } from '../../../server/store/sqlite/lanes/slice-keeper.ts'
import { standingJudge } from '../../../server/store/sqlite/lanes/standings.ts'
import { openEngines } from '../../segment/engines.ts'
import { NOW } from '../../segment/generated.ts'
import { crowd, denseQuestions, denseSessionQuestions } from '../../segment/generated-dense.ts'

let engines: Awaited<ReturnType<typeof openEngines>>
beforeAll(async () => {
  engines = await openEngines()
})
afterAll(() => engines.close())

/** Beside what gains from few, something that is told of all once. */
const BESIDE: ResolvedCondition = {
  kind: 'or',
  of: [
    { kind: 'trait', trait: 'plan', is: { op: 'greater', number: 1 } },
    { kind: 'page', path: { op: 'is', values: ['/plans'] }, count: { op: 'at-least', n: 1 } },
  ],
}

/** Of the same person's other sessions something is asked, too. */
const VISITED: Question = {
  asOf: { kind: 'at', time: NOW },
  segment: {
    subject: 'person',
    where: {
      ...{ kind: 'sequence', hours: 1_000, window: { kind: 'ever' } },
      steps: [
        { do: { act: 'session', where: inSession('A') }, without: [] },
        { do: { act: 'event', event: 'B', where: [] }, without: [] },
      ],
    },
  },
}

test('[M1] of some sessions and then of others it is told what is told of all', async () => {
  const { facts, lanes } = engines.files
  const judge = judgeOfFew(evaluation(facts), standingJudge(facts))
  const at = moments(facts, lanes, roomForSlices())
  const keyOf = facts.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const keysOf = facts
    .prepare<[number], number>('SELECT key FROM session WHERE project = ? AND listed = 1')
    .pluck()
  let told = 0
  const property = fc.asyncProperty(
    crowd,
    denseQuestions,
    denseSessionQuestions,
    fc.infiniteStream(fc.boolean()),
    async (people, ofPersons, ofSessions, coins) => {
      const project = keyOf.get((await engines.play(people)).project)!
      const asked = [VISITED, ...ofPersons, ...ofSessions].flatMap(question => [question, beside(question)])
      facts.transaction(() => {
        const keys = keysOf.all(project)
        for (const question of asked) {
          const holding = judge(question, project, at())
          if (!holding) continue
          const all = new Set(judge(question, project, at())?.(keys))
          const some = keys.filter(() => coins.next().value)
          const others = keys.filter(key => !some.includes(key))
          expect(holding(some)).toEqual(some.filter(key => all.has(key)))
          expect(holding(others)).toEqual(others.filter(key => all.has(key)))
          told += Number(all.size > 0 && all.size < keys.length)
        }
      })()
    },
  )
  await fc.assert(property, { numRuns: 15 })
  expect(told).toBeGreaterThan(0)
}, 60_000)

function inSession(event: string): ResolvedCondition {
  const of = { act: 'event' as const, event, where: [] }
  return { kind: 'did', of, count: { op: 'at-least', n: 1 }, window: { kind: 'session' } }
}

function beside({ segment, ...rest }: Question): Question {
  return { ...rest, segment: { ...segment, where: { kind: 'and', of: [segment.where, BESIDE] } } }
}
