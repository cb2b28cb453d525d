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
}
