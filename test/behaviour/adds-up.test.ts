import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FunnelAnswer } from '../../contract/behaviour/funnel.ts'
import type { PathAnswer } from '../../contract/behaviour/path-flow.ts'
import type { RetentionAnswer } from '../../contract/behaviour/retention.ts'
import { openApp } from '../app.ts'
import { batch, derived, event } from '../store/make.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOON = Date.UTC(2026, 9, 5, 12)
let app: Awaited<ReturnType<typeof openApp>>

/** Two beginnings a day; of three, two pay after so many hours, and half come back the next day. */
beforeAll(async () => {
  app = await openApp()
  for (let n = 0; n < 24; n++) {
    const at = NOON + Math.floor(n / 2) * DAY + (n % 2) * HOUR
    const ids = { anonymousId: `visitor-${n}`, sessionId: `session-${n}` }
    const made = {
      ...batch({ session: ids.sessionId, anonymousId: ids.anonymousId, from: at, to: at + HOUR }),
      project: 'main',
    }
    await app.store.putBatch(made)
    const pages = n % 3 === 0 ? ['/', '/help'] : n % 3 === 1 ? ['/', '/cart', '/pay'] : ['/']
    await app.store.putDerived(
      derived(
        made,
        {},
        pages.map((path, i) => ({ at: at + i * 1_000, path })),
      ),
    )
    await app.store.putEvents('main', [
      event({ ...ids, event: 'Signed Up', at }),
      // Again on another day: the best attempt begins with the later one, when that is paid.
      ...(n % 2 ? [event({ ...ids, event: 'Signed Up', at: at + DAY })] : []),
      ...(n % 3 ? [event({ ...ids, event: 'Paid', at: at + (1 + (n % 5)) * HOUR })] : []),
    ])
  }
})
afterAll(() => app.close())

const DATES = `from=${NOON - HOUR}&to=${NOON + 40 * DAY}`
const post = (path: string, body: unknown, more = '') =>
  app.ask(`/api/behaviour/${path}?${DATES}${more}`, { method: 'POST', body: JSON.stringify(body) })
const total = async (path: string, body: unknown, more: string): Promise<number> =>
  (await post(`${path}/people`, body, more)).body.total
const signUp = { kind: 'event', event: 'Signed Up' }
const paid = { kind: 'event', event: 'Paid' }

test('[U10] who began in a span of the trend, and who took so long, are as many as it says', async () => {
  const funnel = { steps: [signUp, paid] }
  const { body }: { body: FunnelAnswer } = await post('funnel', funnel)
  const side = body.sides[0]!
  const spans = side.trend.filter(({ entered }) => entered > 0)
  expect(spans.length).toBeGreaterThan(10)
  for (const [i, { at, entered, converted }] of side.trend.entries()) {
    const began = `&began=${at}-${side.trend[i + 1]?.at ?? ''}`
    expect(await total('funnel', funnel, `&step=0${began}`)).toBe(entered)
    expect(await total('funnel', funnel, `&step=1${began}`)).toBe(converted)
  }
  const bars = side.total!.histogram
  expect(bars.filter(bar => bar.count > 0).length).toBeGreaterThan(3)
  for (const [i, { from, to, count }] of bars.entries()) {
    const took = `&took=${from}-${i === bars.length - 1 ? '' : to}`
    expect(await total('funnel', funnel, `&step=1${took}`)).toBe(count)
  }
  const wrong = await post('funnel/people', funnel, '&step=0&began=soon')
  expect([wrong.status, wrong.body.error.message]).toEqual([
    400,
    expect.stringContaining('two whole numbers'),
  ])
})

test('[U23] who is behind the summary are those whose own period is over, come back or not', async () => {
  for (const kind of ['n', 'unbounded', 'bracket']) {
    const brackets = [
      [0, 0],
      [1, 2],
      [20, 60],
    ]
    const retention = { begin: signUp, back: paid, unit: 'day', periods: 3, kind, brackets, clock: 'rolling' }
    const { body }: { body: RetentionAnswer } = await post('retention', retention)
    for (const [column, { kept, of }] of body.sides[0]!.summary.entries()) {
      expect(await total('retention', retention, `&column=${column}&which=kept`)).toBe(kept)
      expect(await total('retention', retention, `&column=${column}&which=lost`)).toBe(of - kept)
    }
  }
})

test('[U40] the sessions that go from one place to the next are as many as the flow between them', async () => {
  const flow = { columns: 3, top: 2 }
  const { body }: { body: PathAnswer } = await post('paths', flow)
  const { links } = body.sides[0]!
  expect(links.length).toBeGreaterThan(3)
  for (const { column, from, to, sessions } of links) {
    expect(await total('paths', flow, `&column=${column}&node=${from}&next=${to}`)).toBe(sessions)
  }
  expect(await total('paths', flow, '&column=2&node=0')).toBeGreaterThan(0)
})
