import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ResolvedCondition } from '../../../server/segment/question.ts'
import type { Store } from '../../../server/store/port.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { makeFolder, removeFolder } from '../folder.ts'
import { batch, derived, event, PROJECT, T0 } from '../make.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await store.close()
  await removeFolder(folder)
})

const TOO_SLOW = { code: 'too-slow', message: expect.stringMatching(/was stopped\. Choose fewer days/) }

test('[S53] a question asked session by session ends itself in time, and its thread answers the next', async () => {
  store = await openSqlite(folder, { readers: 1, patience: { limitMs: 0, graceMs: 60_000 } })
  const made = batch({ session: 'session-1' })
  await store.putBatch(made)
  await store.putDerived(derived(made))
  const spent: ResolvedCondition = {
    ...{ kind: 'amount', event: 'Order', where: [], of: 'sum', path: ['total'], window: { kind: 'ever' } },
    is: { op: 'greater', number: -1 },
  }
  const question = { segment: { subject: 'person', where: spent }, asOf: { kind: 'session' } } as const
  const slow = store.sessions({ project: PROJECT, question, limit: 5 })
  const waiting = store.sessions({ project: PROJECT, limit: 5 })
  await expect(slow).rejects.toMatchObject(TOO_SLOW)
  expect((await waiting).items).toHaveLength(1)
})

test('[S53] a thread that does not end a question in time is ended; another answers what waited', async () => {
  store = await openSqlite(folder, { readers: 1, patience: { limitMs: 100, graceMs: 0 } })
  // Each of some hundred lists is looked through thousands of times, within one look at the clock.
  const many = Array.from({ length: 3_000 }, (_, i) => i)
  const people = Array.from({ length: 150 }, (_, i) =>
    event({ type: 'identify', messageId: `m${i}`, userId: `user-${i}`, traits: { list: [i, ...many] } }),
  )
  await store.putEvents(PROJECT, people)
  const where: ResolvedCondition = { kind: 'trait', trait: 'list', is: { op: 'has-all', values: many } }
  const question = { segment: { subject: 'person', where }, asOf: { kind: 'at', time: T0 + 1 } } as const
  const slow = store.count(PROJECT, question)
  const waiting = untilInTime(() => store.count(PROJECT))
  await expect(slow).rejects.toMatchObject(TOO_SLOW)
  expect((await waiting).persons).toBe(people.length)
})

/** A machine with much to do may be too slow for what is quick. */
async function untilInTime<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await ask().catch((error: unknown) => {
      expect(error).toMatchObject(TOO_SLOW)
      return null
    })
    if (answer !== null) return answer
  }
}
