import { expect, test } from 'vitest'
import type { JsonObject, NewEvent } from '../../../contract/event.ts'
import type { EventQuery } from '../../../server/store/port.ts'
import type { Current } from '../contract.ts'
import { event, PROJECT, T0 } from '../make.ts'

export function eventRules(current: Current): void {
  const list = async (query: Partial<EventQuery> = {}) =>
    (await current().events({ project: PROJECT, limit: 100, ...query })).items

  test('[S11] an event sent twice is stored once, answers come in the order given', async () => {
    const store = current()
    const [a, b] = [event({ userId: 'u' }), event({ userId: 'u' })]
    expect(await store.putEvents(PROJECT, [a, b, a])).toEqual(['stored', 'stored', 'duplicate'])
    expect(await store.putEvents(PROJECT, [b])).toEqual(['duplicate'])
    expect(await store.putEvents('other', [b])).toEqual(['stored'])
    expect(await list()).toHaveLength(2)
  })

  test('[S11] the same event in parallel calls is stored once', async () => {
    const same = event({ userId: 'u' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => current().putEvents(PROJECT, [same])))
    expect(answers.flat().filter(answer => answer === 'stored')).toHaveLength(1)
  })

  test('[S12] an event comes back as it went in, field by field', async () => {
    const odd: JsonObject = JSON.parse('{"__proto__":{"x":1},"a.b":[null,true,1.5,"ü🎉"],"":0}')
    const all: NewEvent[] = [
      event({ userId: 'u', anonymousId: 'a', properties: odd, context: { ip: '1.1.1.1' }, traits: { t: 1 } }),
      event({
        type: 'page',
        name: 'Home',
        category: 'Docs',
        anonymousId: 'a',
        tabId: 'tab-1',
        sessionId: 'session-1',
      }),
      event({
        type: 'group',
        groupId: 'g',
        userId: 'u',
        originalTimestamp: '2026-01-01',
        sentAt: '2026-01-02',
      }),
      event({ type: 'alias', previousId: 'a', userId: 'null', source: 'amplitude' }),
      event({ type: 'track', event: '', userId: 'u' }),
      event({ type: 'screen', userId: 'u', receivedAt: T0 + 9 }),
    ]
    await current().putEvents(PROJECT, all)
    for (const one of all) {
      const [{ person, ...back }] = (await list({ message: one.messageId })) as [
        NewEvent & { person: string },
      ]
      expect(back).toEqual(one)
      expect(JSON.stringify(back.properties)).toBe(JSON.stringify(one.properties))
      expect(person).toEqual(expect.any(String))
    }
  })

  test('[S13] newest first, equal times by messageId; pages join', async () => {
    const at = [T0, T0 + 1, T0 + 1, T0 - 5, T0 + 1]
    const names = ['A', 'B', 'A', 'B', 'B']
    await current().putEvents(
      PROJECT,
      at.map((time, i) => event({ at: time, event: names[i]!, messageId: `m${i}`, userId: 'u' })),
    )
    const newest = ['m4', 'm2', 'm1', 'm0', 'm3']
    expect((await list()).map(one => one.messageId)).toEqual(newest)
    const paged: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await current().events({ project: PROJECT, limit: 2, ...(cursor && { cursor }) })
      paged.push(...page.items.map(one => one.messageId))
      cursor = page.next
    }
    expect(paged).toEqual(newest)
    expect((await list({ since: T0 + 1 })).map(one => one.messageId)).toEqual(['m4', 'm2', 'm1'])
  })

  test('[S13] by user, anonymous id, person, session, name', async () => {
    const store = current()
    await store.putEvents(PROJECT, [
      event({ messageId: 'm1', userId: 'u', anonymousId: 'a', event: 'A', at: T0 + 1 }),
      event({ messageId: 'm2', anonymousId: 'a', event: 'B', at: T0 + 2, sessionId: 'session-1' }),
      event({ messageId: 'm3', userId: 'v', anonymousId: 'a', event: 'A', at: T0 + 3 }),
      event({ messageId: 'm4', userId: 'null', anonymousId: 'b', type: 'page', name: 'A', at: T0 + 4 }),
      event({ messageId: 'm5', userId: 'null', event: 'A', at: T0 + 5 }),
      event({ messageId: 'm6', userId: 'u', type: 'identify', at: T0 + 6 }),
    ])
    const ids = async (query: Partial<EventQuery>) => (await list(query)).map(one => one.messageId)
    expect(await ids({ user: 'u' })).toEqual(['m6', 'm1'])
    expect(await ids({ user: 'null' })).toEqual(['m5', 'm4'])
    expect(await ids({ anonymous: 'a' })).toEqual(['m3', 'm2', 'm1'])
    expect(await ids({ session: 'session-1' })).toEqual(['m2'])
    expect(await ids({ event: 'A' })).toEqual(['m5', 'm3', 'm1'])
    expect(await ids({ event: 'Viewed A Page' })).toEqual(['m4'])
    const person = await store.findPerson(PROJECT, { user: 'u' })
    expect(await ids({ person: person!.id })).toEqual(['m6', 'm2', 'm1'])
    expect(await ids({ user: 'nobody' })).toEqual([])
    expect(await ids({ message: 'm3', event: 'B' })).toEqual([])
  })

  test('[S12] the feed gives each event once, in the order of storing, and a place in it stays good', async () => {
    const store = current()
    const [late, early, third] = [event({ at: T0 + 5 }), event({ at: T0 }), event({ source: 'import' })]
    expect(await store.feed(PROJECT, null, 10)).toEqual({ items: [], next: null })
    await store.putEvents(PROJECT, [late])
    await store.putEvents('other', [event({})])
    await store.putEvents(PROJECT, [early, late, third])
    const first = await store.feed(PROJECT, null, 2)
    expect(first.items.map(one => one.messageId)).toEqual([late.messageId, early.messageId])
    const second = await store.feed(PROJECT, first.next, 2)
    expect(second.items.map(one => one.messageId)).toEqual([third.messageId])
    expect(await store.feed(PROJECT, second.next, 2)).toEqual({ items: [], next: second.next })
    expect((await store.feed(PROJECT, await store.feedEnd(PROJECT), 2)).items).toEqual([])

    await store.deleteSource(PROJECT, 'import')
    const after = event({})
    await store.putEvents(PROJECT, [after])
    const rest = await store.feed(PROJECT, second.next, 2)
    expect(rest.items.map(one => one.messageId)).toEqual([after.messageId])
  })
}
