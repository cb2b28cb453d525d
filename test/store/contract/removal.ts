import { expect, test } from 'vitest'
import type { Current } from '../contract.ts'
import { batch, event, PROJECT, putVisit, T0 } from '../make.ts'

export function removalRules(current: Current): void {
  test('[S15] a source is removed whole: recordings, facts, events, links, persons left empty', async () => {
    const store = current()
    await putVisit(
      store,
      batch({ session: 'session-s', anonymousId: 'a', userId: 'sam' }, { source: 'sample' }),
    )
    await putVisit(store, batch({ session: 'session-r', anonymousId: 'a', from: T0 + 50 }))
    await store.putEvents(PROJECT, [
      event({ source: 'sample', userId: 'sam', type: 'identify', traits: { plan: 'pro' } }),
      event({ source: 'sample', userId: 'gone', at: T0 + 1 }),
      event({ source: 'segment', anonymousId: 'a', messageId: 'kept', at: T0 + 2, sessionId: 'session-s' }),
    ])
    expect((await store.session({ project: PROJECT, session: 'session-r' }))?.person).toBe(
      (await store.findPerson(PROJECT, { user: 'sam' }))?.id,
    )
    expect(await store.deleteSource(PROJECT, 'sample')).toEqual({ sessions: 1, events: 2 })
    expect(await store.deleteSource(PROJECT, 'sample')).toEqual({ sessions: 0, events: 0 })
    expect(await store.session({ project: PROJECT, session: 'session-s' })).toBeNull()
    expect(await store.findPerson(PROJECT, { user: 'sam' })).toBeNull()
    expect(await store.findPerson(PROJECT, { user: 'gone' })).toBeNull()
    const left = await store.findPerson(PROJECT, { anonymous: 'a' })
    expect(left).toMatchObject({
      userIds: [],
      anonymousIds: ['a'],
      traits: {},
      sessions: 1,
      firstSeen: T0 + 2,
    })
    expect((await store.sessions({ project: PROJECT, limit: 9 })).items.map(one => one.person)).toEqual([
      left!.id,
    ])
    expect(await store.merges(PROJECT, left!.id)).toEqual([])
    expect(await store.count(PROJECT)).toEqual({ sessions: 1, persons: 1 })
    const { items } = await store.events({ project: PROJECT, limit: 9 })
    expect(items).toMatchObject([{ messageId: 'kept', person: left!.id, sessionId: 'session-s' }])
  })

  test('[S15] what was removed can come again', async () => {
    const store = current()
    const visit = () => batch({ session: 'session-s', userId: 'sam' }, { source: 'sample' })
    const said = event({ source: 'sample', userId: 'sam', type: 'identify', traits: { plan: 'pro' } })
    await putVisit(store, visit())
    await store.putEvents(PROJECT, [said])
    const before = await store.findPerson(PROJECT, { user: 'sam' })
    await store.deleteSource(PROJECT, 'sample')
    await putVisit(store, visit())
    expect(await store.putEvents(PROJECT, [said])).toEqual(['stored'])
    expect(await store.findPerson(PROJECT, { user: 'sam' })).toEqual(before)
  })

  test('[S15] a session is deleted; events that named it, and who is who, stay', async () => {
    const store = current()
    const key = { project: PROJECT, session: 'session-1' }
    await putVisit(store, batch({ session: 'session-1', anonymousId: 'a', userId: 'ada' }))
    await store.putEvents(PROJECT, [event({ anonymousId: 'a', sessionId: 'session-1', messageId: 'kept' })])
    expect(await store.deleteSession(key)).toBe(true)
    expect(await store.deleteSession(key)).toBe(false)
    expect(await store.session(key)).toBeNull()
    expect(await store.tabs(key)).toEqual([])
    expect((await store.backlog(999)).filter(one => one.project === PROJECT)).toEqual([])
    const ada = await store.findPerson(PROJECT, { user: 'ada' })
    expect(ada).toMatchObject({ anonymousIds: ['a'], sessions: 0 })
    const { items } = await store.events({ project: PROJECT, limit: 9 })
    expect(items).toMatchObject([{ messageId: 'kept', person: ada!.id, sessionId: 'session-1' }])
  })

  test('[S46] a person is deleted: sessions, events, ids and what was said of them; other people stay as they are', async () => {
    const store = current()
    await putVisit(store, batch({ session: 'session-a', anonymousId: 'a', userId: 'ada' }))
    await putVisit(store, batch({ session: 'session-b', anonymousId: 'b', userId: 'bob', from: T0 + 50 }))
    await store.putBatch(batch({ session: 'session-unread', anonymousId: 'a' }))
    await store.putEvents(PROJECT, [
      event({ userId: 'ada', anonymousId: 'a2', type: 'identify', traits: { plan: 'pro' }, messageId: 'm1' }),
      event({ anonymousId: 'a2', messageId: 'm2', at: T0 + 1 }),
      event({ userId: 'bob', messageId: 'm3', at: T0 + 2, sessionId: 'session-a' }),
    ])
    const ada = (await store.findPerson(PROJECT, { user: 'ada' }))!
    const bob = (await store.findPerson(PROJECT, { user: 'bob' }))!
    expect(await store.deletePerson(PROJECT, ada.id)).toEqual({ sessions: 2, events: 2 })
    expect(await store.deletePerson(PROJECT, ada.id)).toBeNull()
    expect(await store.findPerson(PROJECT, { user: 'ada' })).toBeNull()
    expect(await store.findPerson(PROJECT, { anonymous: 'a' })).toBeNull()
    expect(await store.findPerson(PROJECT, { anonymous: 'a2' })).toBeNull()
    expect(await store.history(PROJECT, ada.id)).toBeNull()
    expect(await store.session({ project: PROJECT, session: 'session-a' })).toBeNull()
    expect(await store.merges(PROJECT, ada.id)).toEqual([])
    expect(await store.findPerson(PROJECT, { user: 'bob' })).toEqual(bob)
    expect((await store.sessions({ project: PROJECT, limit: 9 })).items.map(one => one.session)).toEqual([
      'session-b',
    ])
    expect((await store.events({ project: PROJECT, limit: 9 })).items.map(one => one.messageId)).toEqual([
      'm3',
    ])
    expect((await store.backlog(999)).filter(one => one.project === PROJECT)).toEqual([])
  })

  test('[S46] who comes back after deletion is a person anew, with nothing of before', async () => {
    const store = current()
    await store.putEvents(PROJECT, [
      event({ userId: 'ada', anonymousId: 'a', type: 'identify', traits: { plan: 'pro' }, messageId: 'm1' }),
    ])
    const before = (await store.findPerson(PROJECT, { anonymous: 'a' }))!
    await store.deletePerson(PROJECT, before.id)
    await store.putEvents(PROJECT, [event({ anonymousId: 'a', messageId: 'm2' })])
    expect(await store.findPerson(PROJECT, { anonymous: 'a' })).toMatchObject({ userIds: [], traits: {} })
    expect(await store.findPerson(PROJECT, { user: 'ada' })).toBeNull()
  })

  test('[S45] old events go; who somebody is goes with the last of them', async () => {
    const store = current()
    await store.putEvents(PROJECT, [
      event({ userId: 'ada', type: 'identify', traits: { plan: 'pro' }, messageId: 'm1', at: T0 }),
      event({ userId: 'ada', messageId: 'm2', at: T0 + 1 }),
      event({ userId: 'ada', messageId: 'm3', at: T0 + 100 }),
      event({ userId: 'bob', type: 'identify', traits: { plan: 'free' }, messageId: 'm4', at: T0 }),
      event({ userId: 'cleo', messageId: 'm5', at: T0 + 2 }),
    ])
    expect(await store.deleteEventsBefore(PROJECT, T0 + 50, 2)).toBe(2)
    expect(await store.deleteEventsBefore(PROJECT, T0 + 50, 9)).toBe(1)
    expect(await store.deleteEventsBefore(PROJECT, T0 + 50, 9)).toBe(0)
    expect((await store.events({ project: PROJECT, limit: 9 })).items.map(one => one.messageId)).toEqual([
      'm3',
      'm1',
    ])
    expect(await store.findPerson(PROJECT, { user: 'ada' })).toMatchObject({ traits: { plan: 'pro' } })
    expect(await store.findPerson(PROJECT, { user: 'bob' })).toBeNull()
    expect(await store.findPerson(PROJECT, { user: 'cleo' })).toBeNull()
  })

  test('[S51] sessions of which nothing can be read are told with what they hold, and why', async () => {
    const store = current()
    const bad = batch({ session: 'session-bad', anonymousId: 'a' })
    await store.putBatch(bad)
    await store.putBatch(batch({ session: 'session-fresh', from: T0 + 5_000 }))
    await putVisit(store, batch({ session: 'session-read' }))
    const aside = [
      { tab: 'session-bad-tab', facts: null, checked: [], aside: [{ seq: 0, reason: 'not-json' }] },
    ]
    await store.putDerived({ project: PROJECT, session: 'session-bad', fields: {}, span: null, tabs: aside })
    const [first, second] = await store.unread(PROJECT, null, 9)
    expect(first).toEqual({
      ...{
        session: 'session-bad',
        person: (await store.session({ project: PROJECT, session: 'session-bad' }))?.person,
      },
      ...{
        receivedAt: bad.receivedAt,
        batches: 1,
        bytes: bad.bytes.byteLength,
        waiting: 0,
        reasons: ['not-json'],
      },
    })
    expect(second).toMatchObject({
      session: 'session-fresh',
      waiting: 1,
      reasons: [],
      receivedAt: T0 + 6_000,
    })
    expect((await store.unread(PROJECT, 'session-bad', 9)).map(one => one.session)).toEqual(['session-fresh'])
    expect(await store.unread(PROJECT, null, 1)).toHaveLength(1)
    await store.deleteSession({ project: PROJECT, session: 'session-bad' })
    await store.deleteSession({ project: PROJECT, session: 'session-fresh' })
    expect(await store.unread(PROJECT, null, 9)).toEqual([])
  })
}
