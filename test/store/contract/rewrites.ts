import { expect, test } from 'vitest'
import type { Current } from '../contract.ts'
import { batch, derived, PROJECT, putVisit } from '../make.ts'

const key = () => ({ project: PROJECT, session: 'session-1' })
const tab = () => ({ ...key(), tab: 'session-1-tab' })
const masked = new TextEncoder().encode('masked')

export function rewriteRules(current: Current): void {
  test('[S49] a batch put in the place of another is served once the session is derived again', async () => {
    const store = current()
    const first = batch({ session: 'session-1' })
    await putVisit(store, first)
    expect(await store.replaceBatch(tab(), 0, masked)).toBe(true)
    expect(await store.batch(tab(), 0)).toBeNull()
    expect(await store.backlog(9_999)).toContainEqual(key())
    const [stored] = await store.tabBatches(tab(), 0)
    expect(new TextDecoder().decode(stored?.bytes)).toBe('masked')
    await store.putDerived(derived(first))
    expect(new TextDecoder().decode((await store.batch(tab(), 0)) ?? undefined)).toBe('masked')
    expect((await store.tabs(key()))[0]?.batches).toMatchObject([{ seq: 0, bytes: masked.byteLength }])
    expect(await store.backlog(9_999)).not.toContainEqual(key())
  })

  test('[S49] what is not there, or was set aside, stays as it is', async () => {
    const store = current()
    const first = batch({ session: 'session-1' })
    expect(await store.replaceBatch(tab(), 0, masked)).toBe(false)
    await putVisit(store, first)
    expect(await store.replaceBatch(tab(), 7, masked)).toBe(false)
    expect(await store.replaceBatch({ ...tab(), project: `${PROJECT}-other` }, 0, masked)).toBe(false)
    const aside = [{ tab: tab().tab, facts: null, checked: [], aside: [{ seq: 0, reason: 'not-json' }] }]
    await store.putDerived({ ...derived(first), tabs: aside })
    expect(await store.replaceBatch(tab(), 0, masked)).toBe(false)
  })
}
