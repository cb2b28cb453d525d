import { expect, test } from 'vitest'
import type { PlanRule } from '../../contract/plan.ts'
import { putPlan } from '../../server/plan/stored-plan.ts'
import { Judgement } from '../../server/read/plan/judgement.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { event, PROJECT, T0 } from '../store/make.ts'

const RULE: PlanRule = {
  type: 'TRACK',
  key: 'Signup Completed',
  version: 1,
  jsonSchema: { properties: { properties: { type: 'object', required: ['country'] } } },
}
const put = (store: Store, from: number, to: number) =>
  store.putEvents(
    PROJECT,
    Array.from({ length: to - from }, (_, i) =>
      event({
        messageId: `m${from + i}`,
        userId: `u${i % 50}`,
        event: 'Signup Completed',
        at: T0 + from + i,
      }),
    ),
  )
const inForce = (store: Store, rules: PlanRule[]) =>
  putPlan(store, PROJECT, { name: 'Plan', rules, enforcement: {}, updatedAt: 0 })

/** A store that tells how many events were fed. */
function watched() {
  const store = openMemory()
  let fed = 0
  const feed: Store['feed'] = async (...args) => {
    const page = await store.feed(...args)
    fed += page.items.length
    return page
  }
  const takeFed = () => {
    const before = fed
    fed = 0
    return before
  }
  return { store: { ...store, feed }, takeFed }
}

/** What is missing, as a server that has just been started says. */
async function missing(store: Store): Promise<number> {
  const { found } = await (await new Judgement(store).of(PROJECT)).found({})
  return found.filter(one => one.kind === 'missing-required').reduce((sum, { count }) => sum + count, 0)
}

test('[T8] after a restart only what is new is read, until the plan changes or something is removed', async () => {
  const { store, takeFed } = watched()
  await inForce(store, [RULE])
  await put(store, 0, 3_000)
  expect(await missing(store)).toBe(3_000)
  expect(takeFed()).toBe(3_000)

  await put(store, 3_000, 3_010)
  expect(await missing(store)).toBe(3_010)
  expect(takeFed()).toBe(10)

  await inForce(store, [])
  expect(await missing(store)).toBe(0)
  expect(takeFed()).toBe(3_010)

  await inForce(store, [RULE])
  expect(await missing(store)).toBe(3_010)
  takeFed()
  const gone = (await store.findPerson(PROJECT, { user: 'u1' }))?.id ?? ''
  const removed = (await store.deletePerson(PROJECT, gone))?.events ?? 0
  expect(await missing(store)).toBe(3_010 - removed)
  expect(takeFed()).toBe(3_010 - removed)
})

test('[T8] what is kept and cannot be read is worked out again', async () => {
  const { store, takeFed } = watched()
  await inForce(store, [RULE])
  await put(store, 0, 2_500)
  await missing(store)
  await store.keepWorkedOut(PROJECT, 'plan-judge', new Uint8Array([1, 2, 3]))
  takeFed()
  expect(await missing(store)).toBe(2_500)
  expect(takeFed()).toBe(2_500)
})

test('[T7] who will not wait is told what is known, and how far it goes', async () => {
  const { store } = watched()
  await inForce(store, [RULE])
  await put(store, 0, 2_000)
  const judgement = new Judgement(store)
  const early = await judgement.of(PROJECT, 0)
  expect(early.reading).toMatchObject({ total: 2_000 })
  expect((await early.found({})).events).toBeLessThanOrEqual(2_000)
  const whole = await judgement.of(PROJECT)
  expect(whole.reading).toBeNull()
  expect((await whole.found({})).events).toBe(2_000)
})
