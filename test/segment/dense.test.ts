import fc, { type Arbitrary } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Question } from '../../server/segment/question.ts'
import { answers, openEngines } from './engines.ts'
import { NOW } from './generated.ts'
import { crowd, denseQuestions, denseSessionQuestions } from './generated-dense.ts'

/** For a longer run: DENSE_RUNS=5000 npx vitest run test/segment/dense.test.ts */
const RUNS = Number(process.env.DENSE_RUNS ?? 60)
const MS_A_RUN = 2_000

let engines: Awaited<ReturnType<typeof openEngines>>
beforeAll(async () => {
  engines = await openEngines()
})
afterAll(() => engines.close())

test(
  '[M1] in crowded histories, too, what hangs on order and on change is answered exactly',
  () => tells(denseQuestions, right => right.members.length),
  RUNS * MS_A_RUN,
)

test(
  '[M1] in crowded sessions, too, what was done in each is answered exactly',
  () => tells(denseSessionQuestions, right => right.sessions.length),
  RUNS * MS_A_RUN,
)

type Right = Awaited<ReturnType<typeof answers>>

/** `found`: of whom each question is. */
async function tells(asked: Arbitrary<Question[]>, found: (right: Right) => number): Promise<void> {
  /** How often a kind held of some and not of others: only this tells a right engine from a lucky one. */
  const telling = new Map<string, number>()
  const property = fc.asyncProperty(crowd, asked, async (people, questions) => {
    const { project, memory } = await engines.play(people)
    const everyone = found(await answers(memory, project, EVERYONE))
    for (const question of questions) {
      const right = await answers(memory, project, question)
      expect(await answers(engines.sqlite, project, question)).toEqual(right)
      const { kind } = question.segment.where
      const told = found(right) > 0 && found(right) < everyone
      telling.set(kind, (telling.get(kind) ?? 0) + Number(told))
    }
  })
  await fc.assert(property, { numRuns: RUNS })
  expect([...telling].filter(([, times]) => times === 0)).toEqual([])
}

const EVERYONE: Question = {
  segment: { subject: 'person', where: { kind: 'not', of: { kind: 'nothing' } } },
  asOf: { kind: 'at', time: NOW },
}
