import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FunnelAnswer } from '../../contract/behaviour/funnel.ts'
import { openApp } from '../app.ts'
import { batch, derived, event } from '../store/make.ts'

const HOUR = 3_600_000
const NOON = Date.UTC(2026, 9, 5, 12)
let app: Awaited<ReturnType<typeof openApp>>

/** Thirty people sign up, twenty of them pay an hour later; every visit is recorded. */
beforeAll(async () => {
  app = await openApp()
  for (let n = 0; n < 30; n++) {
    const at = NOON + n * 24 * HOUR
    const ids = { anonymousId: `visitor-${n}`, sessionId: `session-${n}` }
    const made = {
      ...batch({ session: ids.sessionId, anonymousId: ids.anonymousId, from: at, to: at + 2 * HOUR }),
      project: 'main',
    }
    await app.store.putBatch(made)
    await app.store.putDerived(
      derived(made, { country: n % 2 ? 'AT' : 'DE', release: n < 15 ? '1.0' : '2.0' }, [
        { at, path: '/' },
        { at: at + HOUR, path: '/pay' },
      ]),
    )
    await app.store.putEvents('main', [
      event({ ...ids, event: 'Signed Up', at, properties: { plan: n % 3 === 0 ? 'pro' : 'free' } }),
      ...(n < 20 ? [event({ ...ids, event: 'Paid', at: at + HOUR })] : []),
    ])
  }
})
afterAll(() => app.close())

const DATES = `from=${NOON}&to=${NOON + 31 * 24 * HOUR}`
const post = (path: string, body: unknown, query = DATES) =>
  app.ask(`/api/behaviour/${path}?${query}`, { method: 'POST', body: JSON.stringify(body) })
const signUp = { kind: 'event', event: 'Signed Up' }
const paid = { kind: 'event', event: 'Paid' }

describe('funnels over the API', () => {
  test('[U11] counts carry intervals, and lead to people that add up to them, at the moment they left', async () => {
    const funnel = { steps: [signUp, paid] }
    const { body, status }: { body: FunnelAnswer; status: number } = await post('funnel', funnel)
    expect(status).toBe(200)
    expect(body.sides[0]).toMatchObject({ entered: 30, converted: 20, name: 'Everyone' })
    expect(body.sides[0]?.conversion.interval?.low).toBeGreaterThan(0.48)
    expect(body.sides[0]?.steps[1]?.times).toMatchObject({ n: 20, median: HOUR })
    const dropped = await post('funnel/people', funnel, `${DATES}&step=0&which=dropped&limit=100`)
    expect(dropped.body.total).toBe(10)
    expect(dropped.body.items).toHaveLength(10)
    expect(dropped.body.items[0]).toMatchObject({ session: 'session-29', url: '/sessions/session-29?t=0' })
  })

  test('[U11] a segment stands beside everyone else, with the difference tested', async () => {
    const definition = JSON.stringify({
      version: 1,
      subject: 'session',
      where: { kind: 'field', field: 'release', is: { op: 'is', values: ['1.0'] } },
    })
    const query = `${DATES}&definition=${encodeURIComponent(definition)}&compare=everyone-else`
    const { body }: { body: FunnelAnswer } = await post('funnel', { steps: [signUp, paid] }, query)
    expect(body.sides.map(side => [side.entered, side.converted])).toEqual([
      [15, 15],
      [15, 5],
    ])
    expect(body.differences[0]).toMatchObject({ verdict: 'higher' })
  })

  test('[U53] before and after a release the same people stand beside themselves, over equal times', async () => {
    const split = (of: object) => `${DATES}&split=${encodeURIComponent(JSON.stringify(of))}`
    const release = split({ by: 'release', release: '2.0' })
    const { body }: { body: FunnelAnswer } = await post('funnel', { steps: [signUp, paid] }, release)
    expect(body.sides.map(({ name, entered, converted }) => [name, entered, converted])).toEqual([
      ['After 2.0', 15, 5],
      ['Before 2.0', 15, 15],
    ])
    expect(body.differences[0]).toMatchObject({ verdict: 'lower' })
    expect(body.notices.join()).toContain('Who began in both times counts in each')
    // A date three days after the first sign-up: three days stand on either side.
    const date = split({ by: 'date', at: new Date(NOON + 3 * 24 * HOUR).toISOString() })
    const kept = await post('retention', { begin: signUp, back: paid, unit: 'day' }, date)
    expect(
      kept.body.sides.map(({ name, persons }: { name: string; persons: number }) => [name, persons]),
    ).toEqual([
      ['After 2026-10-08', 3],
      ['Before 2026-10-08', 3],
    ])
    const dropped = await post('funnel/people', { steps: [signUp, paid] }, `${release}&step=0&which=dropped`)
    expect(dropped.body.total).toBe(10)
    const bad = await post('funnel', { steps: [signUp, paid] }, `${DATES}&split=soon`)
    expect([bad.status, bad.body.error.message]).toEqual([400, expect.stringContaining('Give “split” as')])
    const never = await post('funnel', { steps: [signUp, paid] }, split({ by: 'release', release: '9' }))
    expect(never.body.error.message).toBe('No session was recorded with the release “9”.')
  })

  test('[U11] broken down by saved segments, each stands within the one asked for', async () => {
    const definition = {
      version: 1,
      subject: 'session',
      where: { kind: 'field', field: 'country', is: { op: 'is', values: ['AT'] } },
    }
    const saved = await app.ask('/api/segments', {
      method: 'POST',
      body: JSON.stringify({ name: 'Austria', definition }),
    })
    const funnel = { steps: [signUp, paid], breakdown: { by: 'segments', segments: [saved.body.id] } }
    const { body }: { body: FunnelAnswer } = await post('funnel', funnel)
    expect(body.sides[0]?.groups).toMatchObject([
      { value: 'Austria', counts: [15, 10], ofFirst: [{ share: 1 }, body.sides[0]?.groups[0]?.conversion] },
    ])
    const people = await post(
      'funnel/people',
      funnel,
      `${DATES}&step=1&group=${encodeURIComponent('"Austria"')}`,
    )
    expect(people.body.total).toBe(10)
  })

  test('[U12] what cannot be meant is refused in a sentence', async () => {
    const refused = async (body: unknown, query = DATES) => {
      const answer = await post('funnel', body, query)
      expect(answer.status).toBe(400)
      return answer.body.error.message
    }
    expect(await refused({ steps: [signUp, signUp], order: 'any' })).toMatch(/Steps 1 and 2 are the same/)
    expect(await refused({ steps: [signUp, paid], windowMs: 0 })).toMatch(/conversion window must be longer/)
    expect(await refused({ steps: [signUp] })).toMatch(/at least two steps/)
    expect(await refused({ steps: [signUp, paid] }, `${DATES}&zone=Mars/Olympus`)).toMatch(
      /no time zone "Mars\/Olympus"/,
    )
    expect(await refused({ steps: [signUp, paid] }, `${DATES}&compare=everyone-else`)).toMatch(
      /Choose a segment first/,
    )
    expect(await refused({ steps: [{ kind: 'page', page: '/' }, paid], hold: ['plan'] })).toMatch(
      /Only events carry properties/,
    )
    expect(await refused({ steps: [signUp, { kind: 'click' }] })).toMatch(/Step 2: choose the element/)
  })

  test('[U12] the same step twice is answered, and said', async () => {
    const { body }: { body: FunnelAnswer } = await post('funnel', { steps: [signUp, signUp] })
    expect(body.notices).toContain('Step 2 asks for the same as step 1: it has to happen again.')
    expect(body.sides[0]).toMatchObject({ entered: 30, converted: 0 })
  })

  test('[U12] an event that never arrived is told by its name, wherever it is asked for', async () => {
    const never = { kind: 'event', event: 'Payed' }
    const said = ['No event named “Payed” has arrived yet: look at its name under Data.']
    expect((await post('funnel', { steps: [signUp, never] })).body.notices).toEqual(said)
    expect((await post('retention', { begin: never, back: paid })).body.notices).toEqual(said)
    expect((await post('retention', { begin: signUp, back: never })).body.notices).toEqual(said)
    const series = [never, paid].map(step => ({ measure: 'events', step }))
    expect((await post('trend', { series })).body.notices).toEqual(said)
    expect((await post('trend', { series: series.slice(1) })).body.notices).toEqual([])
  })

  test('[U12] nobody is no share, and few are said to be too few', async () => {
    const { body }: { body: FunnelAnswer } = await post('funnel', {
      steps: [{ kind: 'page', page: '/nobody-was-here' }, paid],
    })
    expect(body.sides[0]).toMatchObject({
      entered: 0,
      conversion: { share: null, interval: null },
      enough: false,
    })
  })
})

test('[U23] retention over the API has cohorts, and a summary of those whose time is over', async () => {
  const { body, status } = await post('retention', { begin: signUp, back: paid, unit: 'day', periods: 2 })
  expect(status).toBe(200)
  expect(body.sides[0].rows[0]).toMatchObject({ size: 1 })
  expect(body.sides[0].summary[0]).toMatchObject({ kept: 20, of: 30 })
})

test('[U31] a trend counts by span and follows its formula', async () => {
  const trend = {
    series: [
      { measure: 'persons', step: paid },
      { measure: 'persons', step: signUp },
    ],
    formula: '100 * A / B',
  }
  const { body, status } = await post('trend', trend)
  expect(status).toBe(200)
  expect(body.lines[0].points[0]).toMatchObject({ value: 100 })
  expect(body.lines[0].points[25]).toMatchObject({ value: 0 })
  const wrong = await post('trend', { ...trend, formula: '100 * A / C' })
  expect(wrong.body.error.message).toBe('The formula asks for C, which is no series.')
})

test('[U40] paths say what came next, page by page', async () => {
  const { body } = await post('paths', { columns: 3 })
  expect(
    body.sides[0].columns.map((column: { name: string; sessions: number }[]) =>
      column.map(node => [node.name, node.sessions]),
    ),
  ).toEqual([[['/', 30]], [['/pay', 30]], [['', 30]]])
})

test('[U51] before and after a release: the verdict is a sentence, and few people are said to be few', async () => {
  const { body, status } = await post('compare', { split: { by: 'release', release: '2.0' } })
  expect(status).toBe(200)
  expect(body.groups.map((group: { persons: number }) => group.persons)).toEqual([15, 15])
  expect(body.features[0]).toMatchObject({ name: 'Paid', first: 5, second: 15, verdict: 'lower' })
  expect(body.metrics[0].words).toMatch(/no difference that chance would not explain/)
  expect((await post('compare', { split: { by: 'release', release: '9' } })).body.error.message).toMatch(
    /No session was recorded/,
  )
  expect((await post('compare', {})).body.error.message).toMatch(/Nothing to compare with/)
})
