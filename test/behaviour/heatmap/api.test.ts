import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Click, TabFacts } from '../../../contract/facts.ts'
import { openApp } from '../../app.ts'
import { batch, facts, T0 } from '../../store/make.ts'

let app: Awaited<ReturnType<typeof openApp>>

const click = (at: number, fingerprint: string, x = 40, y = 100): Click => ({
  at: T0 + at,
  pointer: 'mouse',
  ...{ x, y, pageX: x, pageY: y },
  viewport: { width: 1280, height: 900 },
  document: { width: 1280, height: 3_000 },
  target: {
    node: 1,
    fingerprint,
    role: 'button',
    tag: 'button',
    name: fingerprint,
    expects: 'answer',
    leads: false,
  },
  page: 0,
  travel: 0,
  receipt: { watched: 0 },
})

/** A visit of the cart, `seenTo` px deep. */
function cart(clicks: Click[], seenTo = 900): TabFacts {
  const made = facts([{ at: T0, path: '/cart' }])
  return { ...made, pages: made.pages.map(page => ({ ...page, seenTo, inView: [4_000, 1_000] })), clicks }
}

beforeAll(async () => {
  app = await openApp()
  const visit = async (session: string, device: string, tab: TabFacts, rage?: number) => {
    const made = batch({ session, anonymousId: `of ${session}` })
    await app.store.putBatch({ ...made, project: 'main' })
    const found =
      rage === undefined
        ? []
        : [{ ...{ kind: 'rage' as const, page: '/cart' }, at: T0 + rage, element: 'Pay', name: 'Pay' }]
    await app.store.putDerived({
      ...{ project: 'main', session, fields: { device }, span: { from: T0, to: T0 + 9_000 } },
      verdict: { rules: 1, found },
      tabs: [{ tab: `${session}-tab`, facts: tab, checked: [{ seq: 0, snapshot: true }], aside: [] }],
    })
  }
  for (let i = 0; i < 30; i++) {
    // Ten look no further than the fold; the rest press Pay, one of them in rage.
    const deep = i >= 10
    const tab = cart(
      deep ? [click(2_000, 'Pay', 40, 1_500), click(2_500, 'Pay', 40, 1_500)] : [click(500, 'Menu')],
      deep ? 2_000 : 900,
    )
    await visit(`one-${i}`, 'desktop', tab, i === 29 ? 2_000 : undefined)
  }
  for (let i = 0; i < 30; i++) await visit(`two-${i}`, 'kiosk', cart([click(500, 'Menu')], 2_000))
})
afterAll(() => app.close())

const definition = encodeURIComponent(
  JSON.stringify({
    version: 1,
    subject: 'session',
    where: { kind: 'field', field: 'device', is: { op: 'is', values: ['desktop'] } },
  }),
)
const ask = (path: string) => app.ask(`/api/heatmaps${path}`)

describe('[U72] by element', () => {
  it('counts of the sessions that saw it, and what became of the clicks', async () => {
    const { body } = await ask(`?page=/cart&definition=${definition}`)
    expect(body).toMatchObject({ sessions: 30, views: 30, clicks: 50, shown: 50, medianWidth: 1280 })
    const [pay, menu] = body.elements
    // Pay is at 1,500 px: the ten who stayed above never saw it.
    expect(pay).toMatchObject({
      name: 'Pay',
      saw: 20,
      sessions: 20,
      clicks: 40,
      first: 20,
      rage: 1,
      timeToClick: 2_000,
    })
    expect(menu).toMatchObject({ name: 'Menu', saw: 30, sessions: 10, clicks: 10, first: 10, rage: 0 })
    expect(menu.interval.low).toBeCloseTo(0.192, 3)
    expect(body.reached[20]).toBe(20)
  })

  it('draws rage clicks where the finding began, and time in view', async () => {
    expect((await ask('?page=/cart&kind=rage')).body).toMatchObject({ sessions: 60, shown: 1 })
    expect((await ask('?page=/cart&kind=attention')).body.inView).toEqual([240_000, 60_000])
  })

  it('lists pages by their views, and finds one by its name', async () => {
    expect((await ask('/pages?search=CART')).body.items).toEqual([
      { page: '/cart', views: 60, sessions: 60, clicks: 80, bands: { phone: 0, tablet: 0, desktop: 60 } },
    ])
    expect((await ask('/pages?search=nowhere')).body.items).toEqual([])
  })
})

describe('[U74] from an element or a spot to the sessions', () => {
  it('lists clicks with links to the moment, newest first', async () => {
    const { body } = await ask('/clicks?page=/cart&element=Pay&limit=200')
    expect(body.items).toHaveLength(40)
    expect(body.items[0].url).toMatch(/^\/sessions\/one-\d+\?tab=one-\d+-tab&t=2500$/)
    expect((await ask('/clicks?page=/cart&x=50&y=1500&radius=10&limit=200')).body.items).toHaveLength(40)
    expect((await ask('/clicks?page=/cart&x=51&y=1500&radius=10')).body.items).toHaveLength(0)
  })
})

describe('[U75] the difference of two segments', () => {
  it('is told with its interval, for elements and for depth', async () => {
    const { body } = await ask(`/difference?page=/cart&definition=${definition}&compare=everyone-else`)
    expect([body.a.sessions, body.b.sessions]).toEqual([30, 30])
    expect(body.elements[0]).toMatchObject({
      name: 'Pay',
      verdict: 'more',
      share: 1,
      a: { k: 20, n: 20 },
      b: { k: 0, n: 30 },
    })
    expect(body.elements[1]).toMatchObject({ name: 'Menu', verdict: 'less' })
    expect(body.depths.find((one: { from: number }) => one.from === 1_750)).toMatchObject({ verdict: 'less' })
  })

  it('needs somebody to compare with', async () => {
    const { status, body } = await ask('/difference?page=/cart&compare=everyone-else')
    expect(status).toBe(400)
    expect(body.error.message).toBe('Choose a segment to compare it with everyone else.')
  })
})

describe('[U76] bad input is told in a sentence', () => {
  it('an address nobody visited has no numbers', async () => {
    const { status, body } = await ask('?page=/nowhere')
    expect(status).toBe(200)
    expect(body).toMatchObject({ sessions: 0, shown: 0, medianWidth: 0, elements: [], reached: [] })
    expect((await ask('/scenes?page=/nowhere')).body.items).toEqual([])
  })

  it('a width that is none is refused', async () => {
    for (const width of ['watch', '480-320', '0-10', '-5']) {
      const { status, body } = await ask(`?page=/cart&width=${width}`)
      expect([status, body.error.message]).toEqual([400, expect.stringContaining('as 320-480')])
    }
    expect((await ask('?page=/cart&width=1280-1280')).body.sessions).toBe(60)
  })

  it('[U77] the typical view stays the first when another is chosen', async () => {
    const { items: offered } = (await ask('/scenes?page=/cart')).body
    const { items } = (await ask('/scenes?page=/cart&session=two-3')).body
    expect(items[0]).toEqual(offered[0])
    expect(items.map((one: { session: string }) => one.session)).toContain('two-3')
  })

  it('a recording without a picture says so', async () => {
    const { body } = await ask('/scenes?page=/cart&session=one-3')
    const chosen = body.items.find((one: { session: string }) => one.session === 'one-3')
    expect(chosen).toMatchObject({ states: [{ name: 'Menu' }] })
    const answer = await app.ask('/api/heatmaps/places', {
      method: 'POST',
      body: JSON.stringify({ session: 'one-3', tab: 'nowhere', at: chosen.moment, elements: ['Menu'] }),
    })
    expect([answer.status, answer.body.error.message]).toEqual([
      404,
      expect.stringContaining('choose another session'),
    ])
  })

  it('a click is asked for by an element or a place', async () => {
    expect((await ask('/clicks?page=/cart&x=5')).status).toBe(400)
  })
})
