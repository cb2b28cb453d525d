import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers, openEngines } from './engines.ts'
import { accountQuestions, companies } from './generated-accounts.ts'

/** For a longer run: ACCOUNT_RUNS=2000 npx vitest run test/segment/accounts.test.ts */
const RUNS = Number(process.env.ACCOUNT_RUNS ?? 60)
const MS_A_RUN = 3_000

let engines: Awaited<ReturnType<typeof openEngines>>
beforeAll(async () => {
  engines = await openEngines()
})
afterAll(() => engines.close())

test(
  '[M1] what the users of an account did, as of each session, is answered exactly',
  async () => {
    /** How often a condition held of some sessions and not of others: only this tells a right engine from a lucky one. */
    const telling = new Map<string, number>()
    const property = fc.asyncProperty(companies, accountQuestions, async (people, questions) => {
      const { project, memory } = await engines.play(people)
      const { items } = await memory.sessions({ project, limit: 100 })
      for (const [name, question] of questions) {
        const right = await answers(memory, project, question)
        expect(await answers(engines.sqlite, project, question)).toEqual(right)
        const told = right.sessions.length > 0 && right.sessions.length < items.length
        telling.set(name, (telling.get(name) ?? 0) + Number(told))
      }
    })
    await fc.assert(property, { numRuns: RUNS })
    expect([...telling].filter(([, times]) => times === 0)).toEqual([])
  },
  RUNS * MS_A_RUN,
)
