import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Question } from '../../../server/segment/question.ts'
import { openMemory } from '../../../server/store/memory/open.ts'
import type { Store } from '../../../server/store/port.ts'
import {
  closeFiles,
  type Files,
  openForReading,
  openForWriting,
} from '../../../server/store/sqlite/connection.ts'
import { columnPacker, packer } from '../../../server/store/sqlite/lanes/pack.ts'
import { reads } from '../../../server/store/sqlite/read/reader.ts'
import { factWrites } from '../../../server/store/sqlite/write/writer.ts'
import { type Data, data } from '../../segment/generated.ts'
import { question } from '../../segment/generated-questions.ts'
import { makeFolder, removeFolder } from '../folder.ts'
import { PROJECT } from '../make.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 120)
const SECONDS = Number(process.env.ORACLE_SECONDS ?? 20)
const QUESTIONS = 6

let folder: string
let written: Files
/** Of its own, as the reading threads have it: what is packed elsewhere must be noticed. */
let read: Files

beforeAll(async () => {
  folder = await makeFolder()
  written = openForWriting(folder)
  written.facts.pragma('synchronous = OFF')
  read = openForReading(folder)
})
afterAll(async () => {
  closeFiles(read)
  closeFiles(written)
  await removeFolder(folder)
})

test(
  '[M1] packed, changed after it was packed, or not packed at all: the answer is that of the definition',
  async () => {
    const writes = factWrites(written).handlers
    const packOne = packer(written.facts, written.lanes)
    const packColumns = columnPacker(written.facts, written.lanes)
    const packAll = () => {
      while (packOne());
      // What did not change from one look to the next.
      packColumns()
      packColumns()
    }
    const ask = reads(read)
    // A slice has room for 65,536 events: here it is left after one or two.
    const skip = written.facts.prepare("UPDATE sqlite_sequence SET seq = seq + 40000 WHERE name = 'event'")
    let made = 0
    const property = fc.asyncProperty(
      data,
      fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS }),
      async ({ arrivals }, questions) => {
        made += 1
        const project = `${PROJECT}-lanes-${made}`
        const memory = openMemory()
        const put = async (some: Data['arrivals']) => {
          for (const arrival of some) {
            if ('event' in arrival) {
              await memory.putEvents(project, [arrival.event])
              writes.putEvents(project, [arrival.event])
              skip.run()
            } else {
              const { batch, derived } = arrival.visit
              await memory.putBatch({ ...batch, project })
              writes.putBatch({ ...batch, project })
              if (!derived) continue
              await memory.putDerived({ ...derived, project })
              writes.putDerived({ ...derived, project })
            }
          }
        }
        const check = async () => {
          for (const one of questions) {
            const { sessions, members, count } = await answers(memory, project, one)
            expect(ask.sessions({ project, question: one, limit: 3 }).items.map(s => s.session)).toEqual(
              sessions,
            )
            expect(ask.members(project, one, { limit: 100 }).items.map(p => p.id)).toEqual(members)
            expect(ask.count(project, one)).toEqual(count)
          }
        }
        const half = arrivals.length >> 1
        await put(arrivals.slice(0, half))
        packAll()
        await check()
        await put(arrivals.slice(half))
        await check()
        writes.deleteSource(project, 'sample')
        await memory.deleteSource(project, 'sample')
        await check()
        packAll()
        await check()
      },
    )
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: SECONDS * 1_000 })
    const lanes = written.lanes.prepare<[], number>('SELECT count(*) FROM lane').pluck().get()
    const pieces = written.lanes.prepare<[], number>('SELECT count(*) FROM piece').pluck().get()
    expect(lanes).toBeGreaterThan(0)
    expect(pieces).toBeGreaterThan(0)
  },
  (SECONDS + 60) * 1_000,
)

async function answers(store: Store, project: string, question: Question) {
  const sessions = await store.sessions({ project, question, limit: 3 })
  const members = await store.members(project, question, { limit: 100 })
  return {
    sessions: sessions.items.map(session => session.session),
    members: members.items.map(person => person.id),
    count: await store.count(project, question),
  }
}
