import { expect, test } from 'vitest'
import type { Order, SessionSort } from '../../../contract/session-sort.ts'
import type { Question, ResolvedCondition } from '../../../server/segment/question.ts'
import type { SessionQuery } from '../../../server/store/port.ts'
import type { Current } from '../contract.ts'
import { batch, derived, event, PROJECT, putVisit, T0 } from '../make.ts'

const HOUR = 3_600_000

export function sessionRules(current: Current): void {
  const ids = async (query: Partial<Omit<SessionQuery, 'project'>> = {}) =>
    (await current().sessions({ project: PROJECT, limit: 50, ...query })).items.map(one => one.session)

  test('[S6] a session is listed once it has something readable', async () => {
    const store = current()
    const made = batch({ session: 'session-1' })
    await store.putBatch(made)
    expect(await ids()).toEqual([])
    expect(await store.count(PROJECT)).toEqual({ sessions: 0, persons: 0 })
    await store.putDerived(derived(made, { browser: 'Firefox', duration: 1_000 }))
    expect(await store.count(PROJECT)).toEqual({ sessions: 1, persons: 1 })
    const { items } = await store.sessions({ project: PROJECT, limit: 1 })
    expect(items).toEqual([
      {
        project: PROJECT,
        session: 'session-1',
        person: expect.stringMatching(/^p_[0-9a-f]{16}$/),
        anonymousId: 'anon-1',
        userId: null,
        startedAt: T0,
        endedAt: T0 + 1_000,
        clockOffset: 0,
        source: 'recorder',
        fields: { browser: 'Firefox', duration: 1_000, source: 'recorder' },
        tabs: 1,
      },
    ])
  })

  test('[S6] newest first, equal starts by id', async () => {
    await putVisit(current(), batch({ session: 'session-a', from: T0 }))
    await putVisit(current(), batch({ session: 'session-c', from: T0 + 5 }))
    await putVisit(current(), batch({ session: 'session-b', from: T0 + 5 }))
    expect(await ids()).toEqual(['session-c', 'session-b', 'session-a'])
  })

  test('[S7] pages of a list join without a gap or a repeat', async () => {
    const store = current()
    for (let i = 0; i < 7; i++)
      await putVisit(store, batch({ session: `session-${i}`, from: T0 + Math.floor(i / 3) }))
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await store.sessions({ project: PROJECT, limit: 3, ...(cursor && { cursor }) })
      all.push(...page.items.map(one => one.session))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(all).toEqual(await ids())
    expect(all).toHaveLength(7)
  })

  test('[S7] a cursor not given out here is refused', async () => {
    const asked = current().sessions({ project: PROJECT, limit: 3, cursor: 'bm90IG9uZQ' })
    await expect(asked).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('[S42] by any of its sorts, either way, page by page; what is not told is below all', async () => {
    const store = current()
    const told = [
      { activeTime: 5, pageCount: 2 },
      { activeTime: 5 },
      { activeTime: 0 },
      {},
      { activeTime: 9 },
    ]
    for (const [i, fields] of told.entries()) {
      await putVisit(store, batch({ session: `session-${i}`, from: T0 + i }), fields)
    }
    const paged = async (sort: SessionSort, order: Order) => {
      const all: string[] = []
      let cursor: string | undefined
      do {
        const ask = { project: PROJECT, limit: 2, sort, order, ...(cursor && { cursor }) }
        const page = await store.sessions(ask)
        all.push(...page.items.map(one => one.session.slice(-1)))
        cursor = page.next ?? undefined
      } while (cursor)
      return all.join('')
    }
    expect(await paged('activeTime', 'desc')).toBe('41023')
    expect(await paged('activeTime', 'asc')).toBe('32014')
    expect(await paged('pageCount', 'desc')).toBe('04321')
    expect(await paged('startedAt', 'asc')).toBe('01234')
    expect(await paged('startedAt', 'desc')).toBe('43210')
  })

  test('[S43] only some, or all but some', async () => {
    for (const i of [1, 2, 3, 4]) await putVisit(current(), batch({ session: `session-${i}`, from: T0 + i }))
    expect(await ids({ only: ['session-1', 'session-3', 'session-9'] })).toEqual(['session-3', 'session-1'])
    expect(await ids({ except: ['session-1', 'session-3'] })).toEqual(['session-4', 'session-2'])
    expect(await ids({ only: ['session-1', 'session-2'], except: ['session-1'] })).toEqual(['session-2'])
    expect(await ids({ only: [] })).toEqual([])
  })

  test('[S44] the names of events by session', async () => {
    const store = current()
    await putVisit(store, batch({ session: 'session-1' }))
    await putVisit(store, batch({ session: 'session-2', from: T0 + 1 }))
    await store.putEvents(PROJECT, [
      event({ event: 'Bought', userId: 'ada', sessionId: 'session-1' }),
      event({ event: 'Bought', userId: 'ada', sessionId: 'session-1' }),
      event({ type: 'page', name: 'Pricing', userId: 'ada', sessionId: 'session-1' }),
      event({ type: 'identify', userId: 'ada', sessionId: 'session-1' }),
      event({ event: 'Left', userId: 'ada' }),
    ])
    expect(await store.eventNames(PROJECT, ['session-1', 'session-2', 'session-9'])).toEqual([
      { session: 'session-1', names: ['Bought', 'Viewed Pricing Page'] },
    ])
  })

  test('[S8] by person, by start from (with) to (without)', async () => {
    const store = current()
    await putVisit(store, batch({ session: 'session-1', from: T0 }))
    await putVisit(store, batch({ session: 'session-2', from: T0 + HOUR, anonymousId: 'anon-2' }))
    await putVisit(store, batch({ session: 'session-3', from: T0 + 2 * HOUR }))
    const other = await store.findPerson(PROJECT, { anonymous: 'anon-2' })
    expect(await ids({ person: other!.id })).toEqual(['session-2'])
    expect(await ids({ person: 'p_0000000000000000' })).toEqual([])
    expect(await ids({ from: T0 + HOUR, to: T0 + 2 * HOUR })).toEqual(['session-2'])
    expect(await ids({ from: T0 + HOUR })).toEqual(['session-3', 'session-2'])
  })

  test('[S8] of a segment; and how many sessions and persons it has', async () => {
    const store = current()
    await putVisit(store, batch({ session: 'session-1' }), { browser: 'Firefox' })
    await putVisit(store, batch({ session: 'session-2', from: T0 + 1 }), { browser: 'Chrome' })
    await putVisit(store, batch({ session: 'session-3', from: T0 + 2, anonymousId: 'anon-2' }), {
      browser: 'Chrome',
    })
    const where: ResolvedCondition = { kind: 'field', field: 'browser', is: { op: 'is', values: ['Chrome'] } }
    const question: Question = {
      segment: { subject: 'session', where },
      asOf: { kind: 'at', time: T0 + HOUR },
    }
    expect(await ids({ question })).toEqual(['session-3', 'session-2'])
    expect(await store.count(PROJECT, question)).toEqual({ sessions: 2, persons: 2 })
    const once: Question = {
      segment: {
        subject: 'person',
        where: { kind: 'session', where, count: { op: 'at-least', n: 1 }, window: { kind: 'ever' } },
      },
      asOf: { kind: 'at', time: T0 + HOUR },
    }
    expect(await ids({ question: once })).toEqual(['session-3', 'session-2', 'session-1'])
    const { items } = await store.members(PROJECT, once, { limit: 9 })
    expect(items.map(person => person.anonymousIds)).toEqual(expect.arrayContaining([['anon-1'], ['anon-2']]))
  })

  test('[S8] nothing of another project', async () => {
    await putVisit(current(), batch({ session: 'session-1' }, { project: 'other' }))
    expect(await ids()).toEqual([])
    expect(await current().sessions({ project: 'never-heard-of', limit: 5 })).toEqual({
      items: [],
      next: null,
    })
    expect(await current().count('never-heard-of')).toEqual({ sessions: 0, persons: 0 })
  })

  test('[S9] members in order of their id, page by page', async () => {
    const store = current()
    await store.putEvents(
      PROJECT,
      Array.from({ length: 5 }, (_, i) => event({ userId: `user-${i}` })),
    )
    const first = await store.members(PROJECT, undefined, { limit: 3 })
    const second = await store.members(PROJECT, undefined, { limit: 3, cursor: first.next! })
    const all = [...first.items, ...second.items].map(person => person.id)
    expect(all).toEqual([...all].sort())
    expect(new Set(all).size).toBe(5)
    expect(second.next).toBeNull()
  })

  test('[S10] the history of a person holds traits, events, and listed sessions with their pages', async () => {
    const store = current()
    const identify = event({ type: 'identify', userId: 'ada', traits: { plan: 'pro', seats: null }, at: T0 })
    const bought = event({
      userId: 'ada',
      event: 'Bought',
      properties: { n: [1, { x: 'y' }] },
      at: T0 + 2,
      sessionId: 'session-1',
    })
    const viewed = event({ type: 'page', name: 'Pricing', userId: 'ada', at: T0 + 1 })
    await store.putEvents(PROJECT, [bought, viewed, identify])
    const pages = [
      { at: T0 + 20, path: '/b' },
      { at: T0 + 10, path: '/a' },
    ]
    await putVisit(store, batch({ session: 'session-1', userId: 'ada' }), { country: 'AT' }, pages)
    await store.putBatch(batch({ session: 'session-2', userId: 'ada' }))
    const person = await store.findPerson(PROJECT, { user: 'ada' })
    expect(await store.history(PROJECT, person!.id)).toEqual({
      id: person!.id,
      userIds: ['ada'],
      anonymousIds: ['anon-1'],
      accounts: [],
      traits: [{ at: T0, messageId: identify.messageId, traits: { plan: 'pro', seats: null } }],
      events: [
        { at: T0 + 1, messageId: viewed.messageId, name: 'Viewed Pricing Page', properties: {} },
        {
          at: T0 + 2,
          messageId: bought.messageId,
          name: 'Bought',
          properties: { n: [1, { x: 'y' }] },
          sessionId: 'session-1',
        },
      ],
      sessions: [
        {
          id: 'session-1',
          startedAt: T0,
          endedAt: T0 + 1_000,
          source: 'recorder',
          fields: { country: 'AT', source: 'recorder' },
          pages: [...pages].reverse().map(page => ({ ...page, until: T0 + 1_000 })),
          findings: [],
          failures: [],
          texts: [],
        },
      ],
    })
    expect(await store.history(PROJECT, 'p_0000000000000000')).toBeNull()
  })
}
