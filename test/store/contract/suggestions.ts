import { expect, test } from 'vitest'
import type { SuggestQuery } from '../../../server/store/port.ts'
import type { Current } from '../contract.ts'
import { batch, event, PROJECT, putVisit, T0 } from '../make.ts'

export function suggestionRules(current: Current): void {
  test('[S14] suggestions are what arrived, most frequent first, by how they begin', async () => {
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
    expect(await ask({ ...all, of: 'field', name: 'browser' })).toEqual([{ value: 'Firefox', count: 1 }])
    expect(await store.suggest('never-heard-of', { ...all, of: 'event' })).toEqual([])
  })
}
