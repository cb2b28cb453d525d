import { expect, test } from 'vitest'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import type { SuggestQuery } from '../../../server/store/port.ts'
import type { Current } from '../contract.ts'
import { batch, derived, event, PROJECT, putVisit, T0 } from '../make.ts'

export function suggestionRules(current: Current): void {
  test('[S14] suggestions are what arrived, most frequent first, those that begin as typed before those that hold it', async () => {
    const store = current()
    await store.putEvents(PROJECT, [
      event({ userId: 'u', event: 'Order Completed', properties: { plan: 'pro', tags: ['x', 'y'] } }),
      event({ userId: 'u', event: 'Order Completed', properties: { plan: 'pro', n: 5 } }),
      event({ userId: 'u', event: 'Order Completed', properties: { plan: 'free', tags: ['y'] } }),
      event({ userId: 'u', event: 'opened', properties: {} }),
      event({ userId: 'u', type: 'identify', traits: { plan: 'free', ok: true }, at: T0 }),
      event({ userId: 'u', type: 'identify', traits: { plan: 'pro' }, at: T0 + 1 }),
      event({ userId: 'v', type: 'identify', traits: { plan: 'pro', ok: null } }),
    ])
    await putVisit(store, batch({ session: 'session-1', userId: 'u' }), { browser: 'Firefox' }, [
      { at: T0, path: '/pricing' },
      { at: T0, path: '/' },
      { at: T0, path: '/pricing' },
    ])
    const ask = (query: SuggestQuery) => store.suggest(PROJECT, query)
    const all = { prefix: '', limit: 9 }
    expect(await ask({ of: 'event', prefix: 'O', limit: 9 })).toEqual([
      { value: 'Order Completed', count: 3 },
      { value: 'opened', count: 1 },
    ])
    expect(await ask({ of: 'event', prefix: 'pleT', limit: 9 })).toEqual([
      { value: 'Order Completed', count: 3 },
    ])
    expect(await ask({ of: 'event', prefix: '', limit: 1 })).toEqual([{ value: 'Order Completed', count: 3 }])
    expect(await ask({ ...all, of: 'property', event: 'Order Completed' })).toEqual([
      { value: 'plan', count: 3 },
      { value: 'tags', count: 2 },
      { value: 'n', count: 1 },
    ])
    expect(await ask({ ...all, of: 'propertyValue', event: 'Order Completed', name: 'tags' })).toEqual([
      { value: 'y', count: 2 },
      { value: 'x', count: 1 },
    ])
    expect(await ask({ ...all, of: 'trait' })).toEqual([
      { value: 'plan', count: 2 },
      { value: 'ok', count: 1 },
    ])
    expect(await ask({ ...all, of: 'traitValue', name: 'plan' })).toEqual([{ value: 'pro', count: 2 }])
    expect(await ask({ ...all, of: 'path' })).toEqual([
      { value: '/pricing', count: 2 },
      { value: '/', count: 1 },
    ])
    await store.putEvents(PROJECT, [
      event({ type: 'group', userId: 'u', groupId: 'acme', traits: { tier: 'gold', seats: 5 }, at: T0 }),
      event({ type: 'group', userId: 'u', groupId: 'acme', traits: { seats: null }, at: T0 + 1 }),
      event({ type: 'group', userId: 'v', groupId: 'initech', traits: { tier: 'gold' }, at: T0 }),
    ])
    expect(await ask({ ...all, of: 'accountTrait' })).toEqual([{ value: 'tier', count: 2 }])
    expect(await ask({ ...all, of: 'accountTraitValue', name: 'tier' })).toEqual([
      { value: 'gold', count: 2 },
    ])
    expect(await ask({ ...all, of: 'field', name: 'browser' })).toEqual([{ value: 'Firefox', count: 1 }])
    expect(await store.suggest('never-heard-of', { ...all, of: 'event' })).toEqual([])
  })

  test('[S14] what failed, and where something was found, is suggested, too', async () => {
    const store = current()
    for (const [i, message] of ['Boom', 'Boom', 'Other'].entries()) {
      const made = batch({ session: `session-${i}` })
      const answer = derived(made)
      const found: Grievance[] = [
        { kind: 'rage', at: T0, page: '/cart', element: 'button', name: 'Pay' },
        { kind: 'thrash', at: T0, page: `/${i}`, element: '', name: '' },
      ]
      await store.putBatch(made)
      await store.putDerived({
        ...answer,
        verdict: { rules: 1, found },
        tabs: answer.tabs.map(tab => ({
          ...tab,
          facts: tab.facts && {
            ...tab.facts,
            failures: [
              { at: T0, kind: 'uncaught', message, page: 0, click: -1 },
              { at: T0, kind: 'request', message, source: '/api/pay', status: 502, page: 0, click: -1 },
            ],
            texts: ['Pay now', i === 0 ? 'Cart' : 'CART'],
          },
        })),
      })
    }
    const all = { prefix: '', limit: 2 }
    expect(await store.suggest(PROJECT, { ...all, of: 'failure' })).toEqual([
      { value: 'Boom', count: 4 },
      { value: 'Other', count: 2 },
    ])
    expect(await store.suggest(PROJECT, { ...all, of: 'failureAddress' })).toEqual([
      { value: '/api/pay', count: 3 },
    ])
    expect(await store.suggest(PROJECT, { ...all, of: 'failureStatus' })).toEqual([{ value: 502, count: 3 }])
    expect(await store.suggest(PROJECT, { ...all, of: 'text' })).toEqual([
      { value: 'cart', count: 3 },
      { value: 'pay now', count: 3 },
    ])
    expect(await store.suggest(PROJECT, { ...all, of: 'findingPage' })).toEqual([
      { value: '/cart', count: 3 },
      { value: '/0', count: 1 },
    ])
    expect(await store.suggest(PROJECT, { ...all, of: 'findingElement' })).toEqual([
      { value: 'button', count: 3 },
    ])
  })
}
