import fc, { type Arbitrary } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Failure, FailureKind } from '../../../contract/facts.ts'
import type { FrustrationKind } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import type { Count, ValueTest } from '../../../contract/segment/values.ts'
import type { Window } from '../../../contract/segment/windows.ts'
import type { AsOf, Question, ResolvedCondition } from '../../../server/segment/question.ts'
import { openMemory } from '../../../server/store/memory/open.ts'
import type { Derived, Store } from '../../../server/store/port.ts'
import {
  closeFiles,
  type Files,
  openForReading,
  openForWriting,
} from '../../../server/store/sqlite/connection.ts'
import { columnPacker } from '../../../server/store/sqlite/lanes/pack.ts'
import { FAILURES, FINDINGS, TEXTS } from '../../../server/store/sqlite/lanes/pieces.ts'
import { reads } from '../../../server/store/sqlite/read/reader.ts'
import { factWrites } from '../../../server/store/sqlite/write/writer.ts'
import { one } from '../../segment/generated.ts'
import { makeFolder, removeFolder } from '../folder.ts'
import { batch, derived, T0 } from '../make.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 25)
const SECONDS = Number(process.env.ORACLE_SECONDS ?? 20)
/** More than are looked at before all are: see lanes/answering.ts. */
const SESSIONS = 40
const MINUTE = 60_000

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

interface Lived {
  texts: string[]
  failures: Failure[]
  found: Grievance[]
}
const failure: Arbitrary<Failure> = fc.record({
  at: fc.constant(T0),
  kind: one('uncaught', 'request'),
  message: one('Failed to fetch', 'TypeError'),
  page: fc.constant(0),
  click: fc.constant(-1),
  source: fc.constant('/api/pay'),
  status: one(404, 500),
})
const grievance: Arbitrary<Grievance> = fc.record({
  kind: one('rage', 'dead', 'slow'),
  at: one(T0, T0 + 1),
  page: one('/cart', '/pay'),
  element: one('button#pay', ''),
  name: fc.constant('Pay'),
})
const lived: Arbitrary<Lived> = fc.record({
  texts: fc.subarray(['Your cart is empty', 'Cart of Ada', 'Thank you']),
  failures: fc.array(failure, { maxLength: 3 }),
  found: fc.array(grievance, { maxLength: 3 }),
})

const count: Arbitrary<Count> = fc.record({
  op: one('at-least', 'exactly', 'at-most'),
  n: one(0, 1, 2),
})
const ofSession: Arbitrary<ResolvedCondition> = fc.oneof(
  fc.record({ kind: one('text'), contains: one('cart', 'thank', 'CART OF', 'nothing') }),
  fc.record({
    kind: one('finding'),
    of: fc.subarray<FrustrationKind>(['rage', 'dead', 'slow']),
    page: one<ValueTest | null>(null, { op: 'is', values: ['/cart'] }, { op: 'is-not', values: ['/cart'] }),
    element: one<ValueTest | null>(null, { op: 'contains', text: 'pay' }),
    count,
  }),
  fc.record({
    kind: one('failure'),
    of: fc.subarray<FailureKind>(['uncaught', 'request']),
    message: one<ValueTest | null>(null, { op: 'contains', text: 'fetch' }),
    address: fc.constant(null),
    status: one<ValueTest | null>(null, { op: 'at-least', number: 500 }),
    count,
  }),
)
const several: Arbitrary<ResolvedCondition> = fc.oneof(
  ofSession,
  fc.record({ kind: one('and', 'or'), of: fc.array(ofSession, { minLength: 2, maxLength: 2 }) }),
  fc.record({ kind: one('not'), of: ofSession }),
)
/** Also of sessions that are none of the newest. */
const ofOthers: Arbitrary<ResolvedCondition> = fc.record({
  kind: one('session'),
  where: several,
  count,
  window: one<Window>({ kind: 'ever' }, { kind: 'last', days: 1 / 48 }),
})
const where = fc.oneof({ weight: 3, arbitrary: several }, ofOthers, {
  weight: 3,
  arbitrary: fc.record({ kind: one('and', 'or'), of: fc.tuple(several, ofOthers) }),
})
const question: Arbitrary<Question> = fc.record({
  segment: fc.record({ subject: one('session', 'session', 'person'), where }),
  asOf: one<AsOf>({ kind: 'at', time: T0 + SESSIONS * MINUTE }, { kind: 'session' }),
})

test(
  '[M1] what sessions lived through is found, packed, told anew or taken back, and in whichever slice',
  async () => {
    const writes = factWrites(written).handlers
    const pack = columnPacker(written.facts, written.lanes)
    const packAll = () => {
      // What did not change from one look to the next.
      pack()
      while (pack() > 0);
    }
    const ask = reads(read)
    // What comes next is in another slice of sessions.
    const skip = written.facts.prepare(
      `INSERT INTO session (key, project, id) SELECT (max(key) >> 12 << 12) + 8192, 0, 'none-' || max(key) FROM session`,
    )
    let made = 0
    const property = fc.asyncProperty(
      fc.array(lived, { minLength: SESSIONS, maxLength: SESSIONS }),
      fc.array(fc.record({ nth: fc.nat(SESSIONS - 1), lived }), { maxLength: 4 }),
      fc.nat(SESSIONS - 1),
      fc.nat(SESSIONS - 1),
      fc.array(question, { minLength: 6, maxLength: 6 }),
      async (all, again, gap, removed, questions) => {
        made += 1
        const project = `lived-${made}`
        const memory = openMemory()
        const batchOf = (nth: number) => {
          const visitor = { anonymousId: `anon-${nth % 7}`, startedAt: T0 + nth * MINUTE }
          return { ...batch({ session: `session-${nth}`, ...visitor }), project }
        }
        const derive = async (nth: number, told: Lived) => {
          const answer = livedOf(derived(batchOf(nth)), told)
          writes.putDerived(answer)
          await memory.putDerived(answer)
        }
        const check = async () => {
          for (const asked of questions) {
            const right = await newest(memory, project, asked)
            const mine = ask.sessions({ project, question: asked, limit: 2 }).items
            expect(mine.map(({ session }) => session)).toEqual(right)
            expect(ask.count(project, asked)).toEqual(await memory.count(project, asked))
          }
        }
        for (const [nth, told] of all.entries()) {
          writes.putBatch(batchOf(nth))
          await memory.putBatch(batchOf(nth))
          await derive(nth, told)
          if (nth === gap) skip.run()
        }
        packAll()
        await check()
        for (const { nth, lived } of again) await derive(nth, lived)
        const session = `session-${removed}`
        writes.deleteSession({ project, session })
        await memory.deleteSession({ project, session })
        await check()
        packAll()
        await check()
      },
    )
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: SECONDS * 1_000 })
    const kept = written.lanes.prepare<[number], number>('SELECT count(*) FROM piece WHERE kind = ?').pluck()
    for (const kind of [FINDINGS, FAILURES, TEXTS]) expect(kept.get(kind)).toBeGreaterThan(0)
  },
  (SECONDS + 60) * 1_000,
)

function livedOf(answer: ReturnType<typeof derived>, { texts, failures, found }: Lived): Derived {
  const tabs = answer.tabs.map(tab => ({ ...tab, facts: tab.facts && { ...tab.facts, texts, failures } }))
  return { ...answer, tabs, verdict: { rules: 1, found } }
}

async function newest(store: Store, project: string, asked: Question): Promise<string[]> {
  const { items } = await store.sessions({ project, question: asked, limit: 2 })
  return items.map(({ session }) => session)
}
