import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ComparedMet, Comparison } from '../../contract/behaviour/comparison.ts'
import type { PathAnswer } from '../../contract/behaviour/path-flow.ts'
import type { TrendAnswer } from '../../contract/behaviour/trend.ts'
import { openApp } from '../app.ts'
import { batch, derived, event } from '../store/make.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOON = Date.UTC(2026, 9, 5, 12)
let app: Awaited<ReturnType<typeof openApp>>

/** Two visits a day for four days: one person comes each day, the other is new each time. */
beforeAll(async () => {
  app = await openApp()
  for (let n = 0; n < 8; n++) {
    const at = NOON + Math.floor(n / 2) * DAY + (n % 2) * HOUR
    const ids = { anonymousId: n % 2 ? `new-${n}` : 'regular', sessionId: `s${n}` }
    const made = {
      ...batch({ session: ids.sessionId, anonymousId: ids.anonymousId, from: at, to: at + HOUR / 2 }),
      project: 'main',
    }
    const pages = n % 2 ? ['/', '/help'] : ['/', '/', '/cart', '/', '/pay']
    await app.store.putBatch(made)
    await app.store.putDerived(
      derived(
        made,
        { activeTime: 1_000 * (n + 1) },
        pages.map((path, i) => ({ at: at + i * 1_000, path })),
      ),
    )
    await app.store.putEvents('main', [
      event({ ...ids, type: 'page', name: 'Home', at }),
      event({ ...ids, event: 'Looked', at: at + 1 }),
      event({ ...ids, event: 'Looked', at: at + 2 }),
    ])
  }
})
afterAll(() => app.close())

const post = (path: string, body: unknown, query = '') =>
  app.ask(`/api/behaviour/${path}?from=${NOON - HOUR}&to=${NOON + 4 * DAY}${query}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
const looked = { kind: 'event', event: 'Looked' }

test('[U30] events are counted each, people and sessions once, facts by session; sums need not add up', async () => {
  const series = [
    { measure: 'events', step: looked },
    { measure: 'persons', step: looked },
    { measure: 'sessions', step: looked },
    { measure: 'fact', field: 'activeTime', how: 'median' },
  ]
  const { body }: { body: TrendAnswer } = await post('trend', { series })
  expect(body.lines.map(line => line.points.slice(0, 4).map(({ value }) => value))).toEqual([
    [4, 4, 4, 4],
    [2, 2, 2, 2],
    [2, 2, 2, 2],
    [1_500, 3_500, 5_500, 7_500],
  ])
  expect(body.lines.map(({ total }) => total)).toEqual([16, 5, 8, 4_500])
  expect(body.lines[0]?.points[0]?.partial).toBe(true)
})

test('[U30] the list behind a number is as long as the number', async () => {
  const trend = { series: [{ measure: 'persons', step: looked }] }
  const answer = await post('trend/people', trend, '&series=0')
  expect(answer.body.total).toBe(5)
})

describe('[U40] paths', () => {
  const names = ({ sides }: PathAnswer) =>
    sides[0]?.columns.map(nodes => nodes.map(one => [one.kind, one.name, one.sessions]))

  test('a place that repeats is one; what lies beyond the top is others; the end is a place', async () => {
    const { body }: { body: PathAnswer } = await post('paths', { columns: 3, top: 1 })
    expect(names(body)).toEqual([
      [['page', '/', 8]],
      [
        ['page', '/cart', 4],
        ['others', '', 4],
      ],
      [
        ['page', '/', 4],
        ['end', '', 4],
      ],
    ])
  })

  test('before a page: the way to the first time it was met, backwards', async () => {
    const { body }: { body: PathAnswer } = await post('paths', {
      columns: 3,
      direction: 'before',
      anchor: { kind: 'page', name: '/cart' },
    })
    expect(names(body)).toEqual([[['page', '/cart', 4]], [['page', '/', 4]], [['end', '', 4]]])
  })

  test('a place nobody came to gives no columns, and says of how many sessions', async () => {
    const { body }: { body: PathAnswer } = await post('paths', { anchor: { kind: 'page', name: '/never' } })
    expect(body.sides[0]).toMatchObject({ sessions: 0, ofSessions: 8 })
  })
})

test('[U41] with pages and events together, what says that a page was viewed is left out', async () => {
  const { body }: { body: PathAnswer } = await post('paths', { columns: 4, of: 'both' })
  const seen = body.sides[0]?.columns.flat().map(one => one.name)
  expect(seen).toContain('Looked')
  expect(seen).not.toContain('Viewed Home Page')
})

test('[U50] who is on both sides counts on both, and is left out of the tests', async () => {
  const { body }: { body: Comparison } = await post('compare', {
    split: { by: 'date', at: new Date(NOON + 2 * DAY - HOUR).toISOString() },
  })
  expect(body.groups.map(({ persons, sessions }) => [persons, sessions])).toEqual([
    [3, 4],
    [3, 4],
  ])
  expect(body.both).toBe(1)
  expect(body.jaccard).toBeCloseTo(1 / 5)
  expect(body.metrics[0]).toMatchObject({
    key: 'sessions',
    verdict: 'too-few',
    sides: [
      { value: 4 / 3, n: 3 },
      { value: 4 / 3, n: 3 },
    ],
  })
  expect(body.metrics[0]?.words).toMatch(/needs 10 on either side/)
})

test('[U50] what both met is told by itself, too, as it is with the numbers', async () => {
  const split = { by: 'date', at: new Date(NOON + 2 * DAY - HOUR).toISOString() }
  const { body: whole }: { body: Comparison } = await post('compare', { split })
  const { body: numbers }: { body: Comparison } = await post('compare', { split, met: false })
  const { body: met }: { body: ComparedMet } = await post('compare/met', { split })
  expect(numbers).toEqual({ ...whole, features: [], compared: 0 })
  expect(met).toMatchObject({ first: 2, second: 2, compared: whole.compared, rows: whole.features })
  expect(met.names).toEqual(whole.groups.map(({ name }) => name))
})
