import { expect, it } from 'vitest'
import type { Grievance, Verdict } from '../../../contract/frustration/verdict.ts'
import type { Question } from '../../../server/segment/question.ts'
import type { Current } from '../contract.ts'
import { batch, derived, PROJECT, T0 } from '../make.ts'

const DAY_MS = 86_400_000
const rage = (at: number, rest: Partial<Grievance> = {}): Grievance => {
  return { kind: 'rage', at, page: '/cart', element: 'button "Pay"', name: 'Pay', ...rest }
}

export function verdictRules(current: Current): void {
  /** Session `i` of anonymous visitor `who`, `i` days after T0. */
  const visit = async (i: number, who: string, verdict?: Verdict) => {
    const made = batch({ session: `s${i}`, anonymousId: who, startedAt: T0 + i * DAY_MS })
    await current().putBatch(made)
    const answer = derived(made, { release: `r${i % 2}`, clickCount: i })
    const [tab] = answer.tabs
    await current().putDerived({
      ...answer,
      ...(verdict ? { verdict } : {}),
      tabs: tab ? [{ ...tab, trace: new Uint8Array([i, 7]) }] : [],
    })
  }
  const unjudged = async (rules: number) => {
    const ids: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await current().unjudged(PROJECT, rules, { limit: 2, ...(cursor ? { cursor } : {}) })
      ids.push(...page.items.map(({ session }) => session))
      more = page.next !== null
      cursor = page.next ?? undefined
    }
    return ids.sort()
  }

  it('[F21] sessions that other rules judged, or none, are given once each with their traces', async () => {
    await visit(0, 'ada')
    await visit(1, 'ada', { rules: -5, found: [] })
    await visit(2, 'bob', { rules: 9, found: [] })
    await visit(3, 'bob', { rules: 7, found: [] })
    await visit(4, 'bob', { rules: 7, found: [] })
    expect(await unjudged(7)).toEqual(['s0', 's1', 's2'])
    expect(await current().countUnjudged(PROJECT, 7)).toBe(3)
    expect(await current().countUnjudged('nowhere', 7)).toBe(0)
    const traces = await current().newestTraces(PROJECT, 2)
    expect(traces.map(({ session, traces }) => [session, traces.map(one => [...one])])).toEqual([
      ['s4', [[4, 7]]],
      ['s3', [[3, 7]]],
    ])
    await current().putVerdicts(PROJECT, [
      { session: 's0', rules: 7, found: [] },
      { session: 'gone', rules: 7, found: [] },
    ])
    expect(await unjudged(7)).toEqual(['s1', 's2'])
    // Derived without a verdict, it waits to be judged.
    await visit(3, 'bob')
    expect(await unjudged(7)).toEqual(['s1', 's2', 's3'])
  })

  it('[F21] a verdict replaces the one before, in fields and on the board', async () => {
    await visit(0, 'ada', { rules: 1, found: [rage(T0 + 5), rage(T0 + 9, { kind: 'dead' })] })
    const fields = async () => (await current().session({ project: PROJECT, session: 's0' }))?.fields
    const rows = async () => (await current().frustrationBoard({ project: PROJECT, limit: 9 })).rows
    expect((await rows()).map(row => row.kind).sort()).toEqual(['dead', 'rage'])
    for (const found of [[rage(T0 + 5)], [rage(T0 + 5)], []]) {
      await current().putVerdicts(PROJECT, [{ session: 's0', rules: found.length + 2, found }])
      expect(await fields()).toMatchObject({
        rageClicks: found.length,
        deadClicks: 0,
        frustrationScore: found.length * 39,
        clickCount: 0,
      })
      expect((await rows()).map(row => row.kind)).toEqual(found.map(() => 'rage'))
    }
  })

  it('[F20] the board counts persons of the segment, and others apart', async () => {
    const found = (i: number) => [rage(T0 + i * DAY_MS), rage(T0 + i * DAY_MS + 60_000)]
    await visit(0, 'ada', { rules: 1, found: found(0) })
    await visit(1, 'ada', { rules: 1, found: found(1) })
    await visit(2, 'bob', { rules: 1, found: [...found(2), rage(T0, { page: '/', element: '', name: '' })] })
    await visit(3, 'eve', { rules: 1, found: [] })
    // Sessions with clicks: one of Ada's two, Bob's, Eve's.
    const question: Question = {
      segment: {
        subject: 'session',
        where: { kind: 'field', field: 'clickCount', is: { op: 'is', values: [1, 3] } },
      },
      asOf: { kind: 'at', time: T0 + 9 * DAY_MS },
    }
    const board = await current().frustrationBoard({ project: PROJECT, question, limit: 9 })
    expect(board).toEqual({
      sessions: 2,
      persons: 2,
      others: 1,
      total: 1,
      rows: [
        {
          kind: 'rage',
          page: '/cart',
          element: 'button "Pay"',
          name: 'Pay',
          occurrences: 2,
          sessions: 1,
          persons: 1,
          others: 1,
          firstSeen: T0,
          lastSeen: T0 + 2 * DAY_MS + 60_000,
          releases: ['r1'],
          days: [{ day: Math.floor((T0 + DAY_MS) / DAY_MS) * DAY_MS, persons: 1 }],
        },
      ],
    })
    const days = async (zone: string) =>
      (await current().frustrationBoard({ project: PROJECT, question, zone, limit: 9 })).rows[0]?.days
    const date = new Date(Math.floor((T0 + DAY_MS) / DAY_MS) * DAY_MS)
    const local = (zone: string) =>
      Date.parse(new Date(T0 + DAY_MS).toLocaleDateString('sv-SE', { timeZone: zone }))
    expect(await days('UTC')).toEqual([{ day: date.getTime(), persons: 1 }])
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago'])
      expect(await days(zone), zone).toEqual([{ day: local(zone), persons: 1 }])
    const all = await current().frustrationBoard({ project: PROJECT, from: T0 + DAY_MS, limit: 1 })
    expect(all).toMatchObject({ sessions: 3, persons: 3, others: 0, total: 2 })
    expect(all.rows).toMatchObject([{ persons: 2, occurrences: 4, releases: ['r1', 'r0'] }])
    const where = { project: PROJECT, kind: 'rage', page: '/cart', element: 'button "Pay"' } as const
    expect(await current().grievances({ ...where, question, limit: 9 })).toEqual([
      { session: 's1', at: T0 + DAY_MS + 60_000 },
      { session: 's1', at: T0 + DAY_MS },
    ])
    expect(await current().grievances({ ...where, limit: 1 })).toMatchObject([{ session: 's2' }])
    expect(await current().grievances({ ...where, page: '/nowhere', limit: 1 })).toEqual([])
  })
}
