import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import { LiveLoop } from '../../server/live/loop.ts'
import { sizePoints } from '../../server/live/size.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { batch, event, nextProject, PROJECT, putVisit, T0 } from '../store/make.ts'

const DAY = 86_400_000
const MINUTE = 60_000

let folder: string
let sqlite: Store
beforeAll(async () => {
  folder = await makeFolder()
  sqlite = await openSqlite(folder, { readers: 1 })
})
afterAll(async () => {
  await sqlite.close()
  await removeFolder(folder)
})

describe.each([
  ['memory', () => openMemory()],
  ['sqlite', () => sqlite],
])('%s', (_, open) => {
  let store: Store
  let now: number
  let loop: LiveLoop

  beforeEach(async () => {
    nextProject()
    store = open()
    now = T0
    loop = new LiveLoop(store, () => now)
    await store.putProject({ id: PROJECT, name: 'Shop', writeKey: `key-of-${PROJECT}`, createdAt: 0 })
  })

  const look = async () => {
    while (await loop.lookOnce());
  }
  const save = (where: SegmentDefinition['where'], rest: { id?: string; name?: string } = {}) =>
    store.putSegment({
      id: rest.id ?? 'buyers',
      project: PROJECT,
      name: rest.name ?? 'Buyers',
      description: '',
      definition: { version: 1, subject: 'person', where },
      createdAt: T0,
      updatedAt: now,
    })
  const bought = (days: number): SegmentDefinition['where'] => ({
    kind: 'event',
    event: 'Bought',
    where: [],
    count: { op: 'at-least', n: 1 },
    window: { kind: 'last', days },
  })
  const buy = (userId: string) => store.putEvents(PROJECT, [event({ event: 'Bought', userId, at: now })])
  const plan = (userId: string, value: string) =>
    store.putEvents(PROJECT, [event({ type: 'identify', userId, traits: { plan: value }, at: now })])
  const onPro: SegmentDefinition['where'] = {
    kind: 'trait',
    trait: 'plan',
    is: { op: 'is', values: ['pro'] },
  }
  const changes = async (segment = 'buyers') => {
    const { items } = await store.membershipChanges({ project: PROJECT, segment, limit: 100 })
    return items.map(({ entered, at, line }) => ({ entered, at, line }))
  }
  const told = async () =>
    (await store.announcements(PROJECT, 0, 100)).map(({ event }) => `${event.event} ${event.userId}`)
  const line = async () => (await store.liveState(PROJECT)).lines.find(one => one.segment === 'buyers')

  test('[N12] as a day begins, who leaves is noticed at once; who stays is not looked at', async () => {
    const window = { kind: 'calendar', unit: 'day', back: 1, whole: false } as const
    await save({ kind: 'event', event: 'Bought', where: [], count: { op: 'at-least', n: 1 }, window })
    const users = Array.from({ length: 130 }, (_, i) => `user-${i}`)
    for (const user of users) await buy(user)
    await look()
    expect(await line()).toMatchObject({ members: 130, filled: true })
    const { items } = await store.members(PROJECT, undefined, { limit: 200 })
    const leaver = items.at(-1)!.id
    now += DAY
    for (const { id, userIds } of items) if (id !== leaver) await buy(userIds[0]!)
    await look()
    expect(await line()).toMatchObject({ members: 130 })
    const judgedAt = now
    now = Math.floor(now / DAY) * DAY + DAY
    expect(await store.duePersons(PROJECT, now, 200)).toEqual([])
    expect(await loop.lookOnce()).toBe(false)
    expect(await line()).toMatchObject({ members: 129 })
    expect((await changes())[0]).toMatchObject({ entered: false, at: now })
    const judged = await store.judgedPersons(
      PROJECT,
      items.flatMap(({ id }) => (id === leaver ? [] : [id])),
    )
    expect(new Set(judged.map(one => one.judgedAt))).toEqual(new Set([judgedAt]))
  })

  test('[N2] a change is kept with the time of its fact, when it was noticed and what decided it', async () => {
    await save(bought(7))
    await look()
    now += MINUTE
    await buy('ada')
    const boughtAt = now
    now += 4_000
    await look()
    const { items } = await store.membershipChanges({ project: PROJECT, segment: 'buyers', limit: 9 })
    expect(items).toMatchObject([
      { entered: true, at: boughtAt, noticedAt: now, nth: 1, line: 1, why: { at: boughtAt } },
    ])
    expect(items[0]?.why.words).toContain('Bought')
    // Nothing happens for long, and the server was down when the window slid past.
    now = boughtAt + 9 * DAY
    await look()
    const all = await store.membershipChanges({ project: PROJECT, segment: 'buyers', limit: 9 })
    expect(all.items[0]).toMatchObject({ entered: false, at: boughtAt + 7 * DAY, noticedAt: now, nth: 2 })
    const ada = items[0]!.person
    const query = { project: PROJECT, segment: 'buyers', person: ada, limit: 1 }
    const first = await store.membershipChanges(query)
    expect(first.items).toHaveLength(1)
    const second = await store.membershipChanges({ ...query, cursor: first.next! })
    expect(second).toMatchObject({ items: [{ entered: true }], next: null })
  })

  test('[N3] who was there when a segment is saved or edited does not enter; an edit begins a new line', async () => {
    await buy('ada')
    now += MINUTE
    await save(bought(7))
    await look()
    expect(await line()).toMatchObject({ line: 1, members: 1, filled: true })
    expect(await changes()).toEqual([])
    now += MINUTE
    await buy('bob')
    await look()
    expect(await changes()).toMatchObject([{ entered: true, line: 1 }])
    now += MINUTE
    await save(bought(7), { name: 'Another name' })
    await look()
    expect(await line()).toMatchObject({ line: 1, members: 2 })
    await save(bought(14))
    await look()
    expect(await line()).toMatchObject({ line: 2, members: 2 })
    expect(await changes()).toMatchObject([{ entered: true, line: 1 }])
    expect(await told()).toEqual(['Segment Entered bob'])
    now += MINUTE
    await buy('cid')
    await look()
    expect(await changes()).toMatchObject([{ line: 2 }, { line: 1 }])
    const messages = (await store.announcements(PROJECT, 0, 9)).map(({ event }) => event.messageId)
    expect(new Set(messages).size).toBe(2)
  })

  test('[N4] a segment that cannot be followed has no members and says why; a deleted one ends', async () => {
    await buy('ada')
    await save(bought(7), { id: 'inner' })
    await save({ kind: 'segment', id: 'inner' })
    await look()
    expect(await line()).toMatchObject({ members: 1, problems: [] })
    await store.deleteSegment(PROJECT, 'inner')
    await look()
    expect(await line()).toMatchObject({
      members: 0,
      problems: ['The segment referred to here is gone.'],
      line: 2,
    })
    expect(await changes('inner')).toEqual([])
    await store.deleteSegment(PROJECT, 'buyers')
    await look()
    expect(await line()).toBeUndefined()
    expect(await store.segmentSizes(PROJECT, 'buyers')).toEqual([])
    now += 10 * MINUTE
    await look()
    expect(await store.sweepLines(PROJECT, 10)).toBe(0)
    expect(await told()).toEqual([])
  })

  test('[N5] who leaves and is back within 60 s was never away for destinations; who stays away left, once', async () => {
    await save(onPro)
    await look()
    await plan('ada', 'pro')
    await look()
    now += MINUTE
    await plan('ada', 'free')
    await look()
    expect(await told()).toEqual(['Segment Entered ada'])
    now += 50_000
    await plan('ada', 'pro')
    await look()
    now += 10 * MINUTE
    await look()
    expect(await told()).toEqual(['Segment Entered ada'])
    expect((await changes()).map(one => one.entered)).toEqual([true, false, true])
    await plan('ada', 'free')
    await look()
    now += 59_000
    await look()
    expect(await told()).toHaveLength(1)
    now += 6_000
    await look()
    await look()
    expect(await told()).toEqual(['Segment Entered ada', 'Segment Left ada'])
    const [entered] = await store.announcements(PROJECT, 0, 1)
    expect(entered?.event).toMatchObject({
      type: 'track',
      properties: { segment_id: 'buyers', segment_name: 'Buyers' },
    })
    expect(await store.announcement(PROJECT, entered!.event.messageId)).toEqual(entered!.event)
    expect(await store.announcements(PROJECT, await store.announcementsEnd(PROJECT), 9)).toEqual([])
  })

  test('[N5] of persons known by samples and imports alone nothing is told', async () => {
    await save(bought(7))
    await look()
    await store.putEvents(PROJECT, [event({ event: 'Bought', userId: 'sam', at: now, source: 'sample' })])
    await look()
    expect(await changes()).toMatchObject([{ entered: true }])
    now += 8 * DAY
    await look()
    expect(await changes()).toHaveLength(2)
    expect(await told()).toEqual([])
  })

  test('[N6] of a person deleted for good nothing is kept; who became another person leaves without a word', async () => {
    await save(bought(7))
    await look()
    await buy('ada')
    await store.putEvents(PROJECT, [event({ event: 'Bought', anonymousId: 'a-1', at: now })])
    await look()
    expect(await line()).toMatchObject({ members: 2 })
    const ada = (await store.findPerson(PROJECT, { user: 'ada' }))!.id
    await store.deletePerson(PROJECT, ada)
    expect(await changes()).toHaveLength(1)
    expect(await told()).toEqual(['Segment Entered undefined'])
    expect(await line()).toMatchObject({ members: 1 })
    now += MINUTE
    await store.putEvents(PROJECT, [
      event({ type: 'identify', userId: 'bob', anonymousId: 'a-1', traits: {}, at: now }),
    ])
    await look()
    now += 10 * MINUTE
    await look()
    expect(await line()).toMatchObject({ members: 1 })
    expect((await changes()).map(one => one.entered).sort()).toEqual([false, true, true])
    expect(await told()).toEqual(['Segment Entered undefined', 'Segment Entered bob'])
  })

  test('[N7] the size is kept by the hour, and sessions keep the segments they were recorded in', async () => {
    await save(onPro)
    await look()
    await plan('ada', 'pro')
    await putVisit(store, batch({ session: 'then', anonymousId: 'x', userId: 'ada', from: now + 1 }))
    now += MINUTE
    await look()
    expect(await store.sessionTags({ project: PROJECT, session: 'then' })).toEqual(['buyers'])
    now += 5 * 3_600_000
    await plan('ada', 'free')
    await look()
    expect(await store.sessionTags({ project: PROJECT, session: 'then' })).toEqual(['buyers'])
    const sizes = await store.segmentSizes(PROJECT, 'buyers')
    expect(sizes.map(({ members }) => members)).toEqual([1, 0])
    expect(sizePoints(sizes, 'hour', now).map(({ members }) => members)).toEqual([1, 1, 1, 1, 1, 0])
    expect(sizePoints(sizes, 'day', now).map(({ members }) => members)).toEqual([0])
    await store.deleteSession({ project: PROJECT, session: 'then' })
    expect(await store.sessionTags({ project: PROJECT, session: 'then' })).toBeNull()
  })
})
