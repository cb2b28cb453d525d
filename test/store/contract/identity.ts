import { expect, test } from 'vitest'
import { personId } from '../../../server/identity/person-id.ts'
import type { Current } from '../contract.ts'
import { batch, event, PROJECT, putVisit, T0 } from '../make.ts'

const personOf = (kind: 'user' | 'anonymous', id: string) => personId(PROJECT, { kind, id })

export function identityRules(current: Current): void {
  const session = async (id: string) => (await current().session({ project: PROJECT, session: id }))!

  test('[I6] what an anonymous id did before belongs to its user once a link arrives', async () => {
    const store = current()
    await putVisit(store, batch({ session: 'session-1', anonymousId: 'a' }))
    await store.putEvents(PROJECT, [
      event({ anonymousId: 'a', messageId: 'early', at: T0 }),
      event({ anonymousId: 'a', type: 'identify', traits: { theme: 'dark' }, at: T0 }),
    ])
    expect((await session('session-1')).person).toBe(personOf('anonymous', 'a'))
    await store.putEvents(PROJECT, [event({ anonymousId: 'a', userId: 'ada', at: T0 + 5 })])
    expect((await session('session-1')).person).toBe(personOf('user', 'ada'))
    expect((await store.events({ project: PROJECT, limit: 9, message: 'early' })).items[0]?.person).toBe(
      personOf('user', 'ada'),
    )
    expect(await store.person(PROJECT, personOf('anonymous', 'a'))).toBeNull()
    expect(await store.findPerson(PROJECT, { anonymous: 'a' })).toEqual({
      id: personOf('user', 'ada'),
      userIds: ['ada'],
      anonymousIds: ['a'],
      traits: { theme: 'dark' },
      firstSeen: T0,
      lastSeen: T0 + 1_000,
      sessions: 1,
    })
    expect(await store.count(PROJECT)).toEqual({ sessions: 1, persons: 1 })
  })

  test('[I3] an earlier link that arrives later takes the anonymous id back, traits too', async () => {
    const store = current()
    await putVisit(store, batch({ session: 'session-1', anonymousId: 'a' }))
    await store.putEvents(PROJECT, [
      event({ anonymousId: 'a', userId: 'bob', at: T0 + 9 }),
      event({ anonymousId: 'a', type: 'identify', traits: { plan: 'free' }, at: T0 + 10 }),
    ])
    expect((await session('session-1')).person).toBe(personOf('user', 'bob'))
    await store.putEvents(PROJECT, [event({ anonymousId: 'a', userId: 'ada', at: T0 + 8 })])
    expect((await session('session-1')).person).toBe(personOf('user', 'ada'))
    expect((await store.findPerson(PROJECT, { user: 'bob' }))?.traits).toEqual({})
    expect((await store.findPerson(PROJECT, { user: 'ada' }))?.traits).toEqual({ plan: 'free' })
    expect(await store.merges(PROJECT, personOf('user', 'bob'))).toMatchObject([
      { userId: 'bob', anonymousId: 'a', outcome: 'refused', reason: 'other-user-first' },
    ])
  })

  test('[I2] ids that say nothing neither link nor name anyone', async () => {
    const store = current()
    await putVisit(store, batch({ session: 'session-1', anonymousId: 'undefined', userId: 'null' }))
    await store.putEvents(PROJECT, [
      event({ anonymousId: 'a', userId: '[object Object]', messageId: 'm1' }),
      event({ anonymousId: 'anonymous', userId: 'ada', messageId: 'm2' }),
      event({ userId: '00000000-0000-0000-0000-000000000000', messageId: 'm3' }),
    ])
    const { items } = await store.events({ project: PROJECT, limit: 9 })
    expect(items.map(one => one.person)).toEqual(['', personOf('user', 'ada'), personOf('anonymous', 'a')])
    expect(await session('session-1')).toMatchObject({
      person: personId(PROJECT, { kind: 'session', id: 'session-1' }),
      userId: null,
    })
    expect(await store.count(PROJECT)).toEqual({ sessions: 1, persons: 3 })
    expect(await store.findPerson(PROJECT, { user: 'null' })).toBeNull()
    expect(await store.merges(PROJECT, personOf('anonymous', 'a'))).toMatchObject([{ reason: 'blocked-id' }])
    expect(await store.merges(PROJECT, personOf('user', 'ada'))).toMatchObject([{ reason: 'blocked-id' }])
  })

  test('[I5] an alias links an anonymous id, and never two users', async () => {
    const store = current()
    const alias = (previousId: string, userId: string, at: number) =>
      event({ type: 'alias', previousId, userId, at })
    await store.putEvents(PROJECT, [
      event({ anonymousId: 'a', messageId: 'early' }),
      alias('a', 'ada', T0 + 1),
      alias('ada', 'ada', T0 + 2),
      event({ anonymousId: 'bob', messageId: 'before-bob' }),
      alias('bob', 'ada', T0 + 3),
    ])
    expect((await store.findPerson(PROJECT, { user: 'ada' }))?.anonymousIds).toEqual(['a', 'bob'])
    await store.putEvents(PROJECT, [event({ userId: 'bob', at: T0 + 4 })])
    expect((await store.findPerson(PROJECT, { user: 'ada' }))?.anonymousIds).toEqual(['a'])
    const [row] = (await store.events({ project: PROJECT, limit: 9, message: 'before-bob' })).items
    expect(row?.person).toBe(personOf('anonymous', 'bob'))
    const merges = await store.merges(PROJECT, personOf('user', 'ada'))
    expect(merges).toMatchObject([
      { anonymousId: 'a', by: 'alias', outcome: 'merged', reason: 'naming-link' },
      { anonymousId: 'bob', by: 'alias', outcome: 'refused', reason: 'two-users' },
    ])
    expect(await store.merges(PROJECT, personOf('user', 'bob'))).toEqual([merges[1]])
  })

  test('[I4] a user has at most 100 anonymous ids, the earliest', async () => {
    const store = current()
    const link = (i: number) =>
      event({ anonymousId: `a${String(i).padStart(3, '0')}`, userId: 'ada', at: T0 + i })
    await store.putEvents(
      PROJECT,
      Array.from({ length: 102 }, (_, i) => link(i + 1)),
    )
    await store.putEvents(PROJECT, [event({ anonymousId: 'a101', messageId: 'of-101', at: T0 })])
    const ada = async () => (await store.findPerson(PROJECT, { user: 'ada' }))!
    expect((await ada()).anonymousIds).toHaveLength(100)
    expect((await ada()).anonymousIds).not.toContain('a101')
    await store.putEvents(PROJECT, [link(0)])
    expect((await ada()).anonymousIds).toContain('a000')
    expect((await ada()).anonymousIds).not.toContain('a100')
    await store.putEvents(PROJECT, [event({ anonymousId: 'a000', userId: 'bob', at: T0 - 1 })])
    expect((await ada()).anonymousIds).toContain('a100')
    const [row] = (await store.events({ project: PROJECT, limit: 9, message: 'of-101' })).items
    expect(row?.person).toBe(personOf('anonymous', 'a101'))
    expect((await store.merges(PROJECT, personOf('anonymous', 'a101'))).map(one => one.reason)).toEqual([
      'too-many-ids',
    ])
  })

  test('[I7] a session is its first user’s, told by a recording or an event, before or after', async () => {
    const store = current()
    await store.putEvents(PROJECT, [
      event({ userId: 'late', sessionId: 'session-1', at: T0 + 900 }),
      event({ userId: 'null', sessionId: 'session-1', at: T0 }),
    ])
    await putVisit(store, batch({ session: 'session-1', anonymousId: 'a' }))
    expect(await session('session-1')).toMatchObject({ userId: 'late', person: personOf('user', 'late') })
    await store.putBatch(
      batch({ session: 'session-1', seq: 1, from: T0 + 500, userId: 'mid', anonymousId: 'a' }),
    )
    expect(await session('session-1')).toMatchObject({ userId: 'mid', person: personOf('user', 'mid') })
    await store.putEvents(PROJECT, [event({ userId: 'first', sessionId: 'session-1', at: T0 + 1 })])
    expect(await session('session-1')).toMatchObject({ userId: 'first', person: personOf('user', 'first') })
  })

  test('[I8] traits merge key by key; a late event does not overwrite a later one; null replaces', async () => {
    const store = current()
    const identify = (at: number, traits: { [key: string]: string | null }) =>
      event({ type: 'identify', userId: 'ada', at, traits })
    await store.putEvents(PROJECT, [identify(T0 + 2, { plan: 'pro', city: 'Graz' })])
    await store.putEvents(PROJECT, [identify(T0 + 1, { plan: 'free', name: 'Ada' })])
    await store.putEvents(PROJECT, [identify(T0 + 3, { city: null })])
    expect((await store.findPerson(PROJECT, { user: 'ada' }))?.traits).toEqual({
      plan: 'pro',
      city: null,
      name: 'Ada',
    })
  })
}
