import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asked, answers, openEngines } from './engines.ts'
import { data } from './generated.ts'
import { question } from './generated-questions.ts'

/**
 * SQLite's answer is the oracle's, on generated people and segments. For a longer run:
 * ORACLE_RUNS=2000 ORACLE_SECONDS=600 [ORACLE_SEED=...] npx vitest run test/segment/oracle.test.ts
 */
const RUNS = Number(process.env.ORACLE_RUNS ?? 400)
const SECONDS = Number(process.env.ORACLE_SECONDS ?? 20)
const SEED = process.env.ORACLE_SEED
const QUESTIONS = 12

let engines: Awaited<ReturnType<typeof openEngines>>
/** Answers that held some, and not all: these tell a right engine from a lucky one. */
let telling = 0

beforeAll(async () => {
  engines = await openEngines()
})
afterAll(() => engines.close())

test(
  '[M1] every engine gives exactly the answers of the definition',
  async () => {
    const { sqlite, writes } = engines
    const property = fc.asyncProperty(
      data,
      fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS }),
      async (people, questions) => {
        const { project, memory } = await engines.play(people)
        const all = await everyone(memory, project)
        expect(await everyone(sqlite, project)).toEqual(all)
        expect(await sqlite.count(project, questions[0])).toEqual(await memory.count(project, questions[0]))
        for (const one of questions) {
          const right = await answers(memory, project, one)
          expect(await answers(sqlite, project, one)).toEqual(right)
          if (right.sessions.length > 0 && right.sessions.length < all.sessions.length) telling += 1
        }
        // What is left after something was removed is the same, too.
        const session =
          people.arrivals.find(arrival => 'visit' in arrival)?.visit.batch.head.session ?? 'none'
        expect(writes.deleteSession({ project, session })).toBe(
          await memory.deleteSession({ project, session }),
        )
        expect(writes.deleteSource(project, 'sample')).toEqual(await memory.deleteSource(project, 'sample'))
        expect(await everyone(sqlite, project)).toEqual(await everyone(memory, project))
      },
    )
    await fc.assert(property, {
      numRuns: RUNS,
      interruptAfterTimeLimit: SECONDS * 1_000,
      ...(SEED === undefined ? {} : { seed: Number(SEED) }),
    })
    expect(telling).toBeGreaterThan(0)
  },
  (SECONDS + 60) * 1_000,
)

async function everyone(store: Asked, project: string) {
  const { items } = await store.members(project, undefined, { limit: 100 })
  const known = await Promise.all(
    items.map(async person => ({
      person,
      history: await store.history(project, person.id),
      merges: await store.merges(project, person.id),
    })),
  )
  return { known, sessions: (await store.sessions({ project, limit: 100 })).items }
}
