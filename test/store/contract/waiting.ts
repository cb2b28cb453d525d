import { expect, test } from 'vitest'
import { FACTS_VERSION } from '../../../contract/facts.ts'
import type { Current } from '../contract.ts'
import { batch, derived, facts, PROJECT, T0 } from '../make.ts'

const S = 'session-1'
const TAB = `${S}-tab`
const key = () => ({ project: PROJECT, session: S })
const tab = () => ({ ...key(), tab: TAB })

export function waitingRules(current: Current): void {
  test('[S4] sessions wait for derivation from their oldest batch, longest waiting first', async () => {
    const store = current()
    expect(await store.lag()).toEqual({ waiting: 0, since: null })
    await store.putBatch(batch({ session: 'session-2' }, { receivedAt: T0 + 200 }))
    await store.putBatch(batch({ session: S }, { receivedAt: T0 + 100 }))
    await store.putBatch(batch({ session: 'session-2', seq: 1 }, { receivedAt: T0 + 50 }))
    expect((await store.backlog(9)).map(one => one.session)).toEqual(['session-2', S])
    expect(await store.backlog(1)).toEqual([{ project: PROJECT, session: 'session-2', since: T0 + 50 }])
    expect(await store.lag()).toEqual({ waiting: 2, since: T0 + 50 })
  })

  test('[S4] what was derived is no longer waiting; a batch beyond it is', async () => {
    const store = current()
    const first = batch({ session: S })
    await store.putBatch(first)
    await store.putBatch(batch({ session: S, seq: 1 }, { receivedAt: T0 + 77 }))
    await store.putDerived(derived(first))
    expect(await store.lag()).toEqual({ waiting: 1, since: T0 + 77 })
    await store.putDerived({
      ...derived(first),
      tabs: [{ tab: TAB, facts: null, checked: [], aside: [{ seq: 1, reason: 'not-gzip' }] }],
    })
    expect(await store.lag()).toEqual({ waiting: 0, since: null })
    expect(await store.facts(key())).toEqual([{ tab: TAB, facts: facts([]) }])
  })

  test('[S4] a project can be derived again, and what is readable stays so meanwhile', async () => {
    const store = current()
    const first = batch({ session: S })
    await store.putBatch(first)
    await store.putDerived(derived(first))
    await store.putBatch(batch({ session: S }, { project: 'other' }))
    expect(await store.deriveAgain(PROJECT)).toBe(1)
    expect(await store.deriveAgain()).toBe(2)
    expect((await store.backlog(9)).length).toBe(2)
    expect(await store.batch(tab(), 0)).not.toBeNull()
    await store.putDerived(derived(first))
    expect((await store.backlog(9)).map(one => one.project)).toEqual(['other'])
  })

  test('[S4] facts of an older version wait', async () => {
    const store = current()
    const first = batch({ session: S })
    await store.putBatch(first)
    const old = facts([], FACTS_VERSION - 1)
    await store.putDerived({ ...derived(first), tabs: [{ ...derived(first).tabs[0]!, facts: old }] })
    expect(await store.backlog(9)).toMatchObject([key()])
  })
}
