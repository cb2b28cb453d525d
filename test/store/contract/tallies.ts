import { expect, test } from 'vitest'
import type { Question } from '../../../server/segment/question.ts'
import type { Current } from '../contract.ts'
import { batch, event, PROJECT, putVisit, T0 } from '../make.ts'

const DAY = 86_400_000
const DAY_OF_T0 = Math.floor(T0 / DAY) * DAY

export function tallyRules(current: Current): void {
  const fill = () =>
    current().putEvents(PROJECT, [
      event({ userId: 'u1', event: 'Ordered', messageId: 'o1' }),
      event({ userId: 'u1', event: 'Ordered', messageId: 'o2', at: T0 + DAY, source: 'amplitude' }),
      event({ userId: 'u2', event: 'Ordered', messageId: 'o3', at: T0 + DAY }),
      event({ type: 'page', name: 'Home', userId: 'u2', messageId: 'h1', source: 'recorder' }),
      event({ type: 'identify', userId: 'u1', messageId: 'i1', traits: { plan: 'pro' } }),
      event({ userId: 'null', event: 'Ordered', messageId: 'o4', at: T0 + 2 * DAY }),
    ])
  const tallies = (query: { question?: Question; from?: number; to?: number; limit?: number } = {}) =>
    current().eventTallies({ project: PROJECT, limit: 50, ...query })
  const pro: Question = {
    segment: {
      subject: 'person',
      where: { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } },
    },
    asOf: { kind: 'at', time: T0 + 9 * DAY },
  }

  test('[Y1] events are counted by name, with persons, days and sources', async () => {
    await fill()
    await current().putEvents('other', [event({ userId: 'u1', event: 'Ordered' })])
    expect(await tallies()).toEqual([
      {
        name: 'Ordered',
        named: true,
        count: 4,
        persons: 2,
        firstSeen: T0,
        lastSeen: T0 + 2 * DAY,
        days: [
          { day: DAY_OF_T0, count: 1 },
          { day: DAY_OF_T0 + DAY, count: 2 },
          { day: DAY_OF_T0 + 2 * DAY, count: 1 },
        ],
        sources: [
          { source: 'segment', count: 3 },
          { source: 'amplitude', count: 1 },
        ],
      },
      expect.objectContaining({ name: 'Viewed Home Page', named: true, count: 1, persons: 1 }),
      expect.objectContaining({ name: 'identify', named: false, count: 1, persons: 1 }),
    ])
    expect(await tallies({ limit: 1 })).toHaveLength(1)
    expect(await current().eventTallies({ project: 'nowhere', limit: 9 })).toEqual([])
  })

  test('[Y2] of a segment the events of its persons are counted, between the times asked for', async () => {
    await fill()
    const counts = async (query: Parameters<typeof tallies>[0]) =>
      (await tallies(query)).map(({ name, count }) => [name, count])
    expect(await counts({ question: pro })).toEqual([
      ['Ordered', 2],
      ['identify', 1],
    ])
    expect(await counts({ from: T0 + DAY, to: T0 + 2 * DAY })).toEqual([['Ordered', 2]])
    expect(await counts({ question: pro, from: T0 + DAY })).toEqual([['Ordered', 1]])
  })

  test('[Y7] members seen last come first, page by page, by visits as well as events', async () => {
    const store = current()
    const at = (i: number) => T0 + (i % 3) * 60_000
    await store.putEvents(
      PROJECT,
      Array.from({ length: 7 }, (_, i) => event({ userId: `user-${i}`, at: at(i) })),
    )
    await putVisit(store, batch({ session: 'late', userId: 'user-0', from: T0 + DAY }))
    const page = (cursor?: string) =>
      store.members(PROJECT, undefined, { limit: 3, order: 'lastSeen', ...(cursor && { cursor }) })
    const first = await page()
    const second = await page(first.next!)
    const third = await page(second.next!)
    const all = [...first.items, ...second.items, ...third.items]
    expect(third.next).toBeNull()
    expect(all[0]?.userIds).toEqual(['user-0'])
    const places = all.map(({ lastSeen, id }) => [lastSeen, id] as const)
    expect(places).toEqual([...places].sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? 1 : -1)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(7)
  })

  test('[Y3] the events of a name are given newest first', async () => {
    await fill()
    const named = async (query: { name: string; named: boolean; question?: Question; limit?: number }) =>
      (await current().eventsNamed({ project: PROJECT, limit: 50, ...query })).map(one => one.messageId)
    expect(await named({ name: 'Ordered', named: true })).toEqual(['o4', 'o3', 'o2', 'o1'])
    expect(await named({ name: 'Ordered', named: true, limit: 2 })).toEqual(['o4', 'o3'])
    expect(await named({ name: 'Ordered', named: true, question: pro })).toEqual(['o2', 'o1'])
    expect(await named({ name: 'identify', named: false })).toEqual(['i1'])
    expect(await named({ name: 'identify', named: true })).toEqual([])
  })
}
