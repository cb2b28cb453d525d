import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Question } from '../../server/segment/question.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { closeFiles, type Files, openForWriting } from '../../server/store/sqlite/connection.ts'
import { reads } from '../../server/store/sqlite/reader.ts'
import { factWrites } from '../../server/store/sqlite/writer.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { PROJECT } from '../store/make.ts'
import { type Data, data } from './generated.ts'
import { question } from './generated-questions.ts'

/**
 * SQLite's answer is the oracle's, on generated people and segments. For a longer run:
 * ORACLE_RUNS=2000 ORACLE_SECONDS=600 [ORACLE_SEED=...] npx vitest run test/segment/oracle.test.ts
 */
const RUNS = Number(process.env.ORACLE_RUNS ?? 400)
const SECONDS = Number(process.env.ORACLE_SECONDS ?? 20)
const SEED = process.env.ORACLE_SEED
const QUESTIONS = 12

type Asked = Pick<Store, 'sessions' | 'members' | 'count' | 'history' | 'person' | 'merges'>

let folder: string
let files: Files
let made = 0
/** Answers that held some, and not all: these tell a right engine from a lucky one. */
let telling = 0

beforeAll(async () => {
  folder = await makeFolder()
  files = openForWriting(folder)
  // Durability is proven elsewhere; here it would only be slow.
  files.facts.pragma('synchronous = OFF')
})
afterAll(async () => {
  closeFiles(files)
  await removeFolder(folder)
})

test(
  '[M1] every engine gives exactly the answers of the definition',
  async () => {
    const writes = factWrites(files.facts).handlers
    const read = reads(files)
    const property = fc.asyncProperty(
      data,
      fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS }),
      async ({ arrivals }, questions) => {
        made += 1
        const project = `${PROJECT}-${made}`
        const memory = openMemory()
        for (const arrival of arrivals) await put(arrival, project, memory)
        files.facts.transaction(() => {
          for (const arrival of arrivals) {
            if ('event' in arrival) writes.putEvents(project, [arrival.event])
            else {
              writes.putBatch({ ...arrival.visit.batch, project })
              if (arrival.visit.derived) writes.putDerived({ ...arrival.visit.derived, project })
            }
          }
        })()
        const sqlite: Asked = {
          sessions: async query => read.sessions(query),
          members: async (...args) => read.members(...args),
          count: async (...args) => read.count(...args),
          history: async (...args) => read.history(...args),
          person: async (...args) => read.person(...args),
          merges: async (...args) => read.merges(...args),
        }
        const all = await everyone(memory, project)
        expect(await everyone(sqlite, project)).toEqual(all)
        expect(await sqlite.count(project, questions[0])).toEqual(await memory.count(project, questions[0]))
        for (const one of questions) {
          const right = await answers(memory, project, one)
          expect(await answers(sqlite, project, one)).toEqual(right)
          if (right.sessions.length > 0 && right.sessions.length < all.sessions.length) telling += 1
        }
        // What is left after something was removed is the same, too.
        const session = arrivals.find(arrival => 'visit' in arrival)?.visit.batch.head.session ?? 'none'
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

async function put(arrival: Data['arrivals'][number], project: string, store: Store): Promise<void> {
  if ('event' in arrival) await store.putEvents(project, [arrival.event])
  else {
    await store.putBatch({ ...arrival.visit.batch, project })
    if (arrival.visit.derived) await store.putDerived({ ...arrival.visit.derived, project })
  }
}

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

async function answers(store: Asked, project: string, question: Question) {
  const sessions = await store.sessions({ project, question, limit: 100 })
  const members = await store.members(project, question, { limit: 100 })
  return {
    sessions: sessions.items.map(session => session.session),
    members: members.items.map(person => person.id),
  }
}
