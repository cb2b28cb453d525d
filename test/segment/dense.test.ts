import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers, openEngines } from './engines.ts'
import { crowd, DENSE, denseQuestions } from './generated-dense.ts'

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
  async () => {
    /** How often a kind held of some and not of others: only this tells a right engine from a lucky one. */
    const telling = new Map<string, number>(Object.keys(DENSE).map(kind => [kind, 0]))
    const property = fc.asyncProperty(crowd, denseQuestions, async (people, questions) => {
      const { project, memory } = await engines.play(people)
      const everyone = (await memory.count(project)).persons
      for (const question of questions) {
        const right = await answers(memory, project, question)
        expect(await answers(engines.sqlite, project, question)).toEqual(right)
        const { kind } = question.segment.where
        const told = right.members.length > 0 && right.members.length < everyone
        if (told) telling.set(kind, (telling.get(kind) ?? 0) + 1)
      }
    })
    await fc.assert(property, { numRuns: RUNS })
    expect([...telling].filter(([, times]) => times === 0)).toEqual([])
  },
  RUNS * MS_A_RUN,
)
