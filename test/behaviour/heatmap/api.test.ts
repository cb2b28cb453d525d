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

describe('[U80] from a number to the sessions it counts', () => {
  const compared = `&definition=${definition}&compare=everyone-else`
  const sessions = async (query: string) => {
    const { status, body } = await ask(`/sessions?page=/cart&limit=200${query}`)
    expect([status, body.items?.length]).toEqual([200, body.total])
    return body
  }

  it('of an element each leads to as many as the list of elements tells, at the click', async () => {
    const { body } = await ask(`?page=/cart&definition=${definition}`)
    for (const one of body.elements) {
      const told = { ...one, clicked: one.sessions, missed: one.saw - one.sessions }
      for (const number of ['saw', 'clicked', 'missed', 'rage', 'dead', 'error']) {
        const { total } = await sessions(`&definition=${definition}&element=${one.element}&number=${number}`)
        expect([number, total]).toEqual([number, told[number]])
      }
    }
    const { items } = await sessions('&element=Pay&number=rage')
    expect(items[0].url).toBe('/sessions/one-29?tab=one-29-tab&t=2000')
    // Who saw it and did not click opens where the page was entered.
    const missed = await sessions(`&definition=${definition}&element=Menu&number=missed`)
    expect(missed.total).toBe(20)
    expect(missed.items[0].url).toMatch(/t=0$/)
  })

  it('of a depth: those that saw it, and those that had it in view, with how long', async () => {
    const { body } = await ask('?page=/cart&kind=attention')
    for (const depth of [0, 850, 1_000, 1_950, 2_500]) {
      const { total } = await sessions(`&number=reached&depth=${depth}`)
      expect([depth, total]).toEqual([depth, body.reached[depth / 50] ?? 0])
    }
    const { items } = await sessions('&number=inView&depth=100')
    expect(items).toHaveLength(60)
    expect(items[0]).toMatchObject({ ms: 1_000 })
    expect((await sessions('&number=inView&depth=200')).total).toBe(0)
  })

  it('of either side of a difference, clicks too', async () => {
    const { body } = await ask(`/difference?page=/cart${compared}`)
    for (const { element, a, b } of body.elements) {
      for (const [side, counts] of Object.entries({ a, b })) {
        const of = `${compared}&element=${element}&side=${side}`
        expect((await sessions(`${of}&number=clicked`)).total).toBe(counts.k)
        expect((await sessions(`${of}&number=saw`)).total).toBe(counts.n)
      }
    }
    for (const { from, a, b } of body.depths) {
      expect((await sessions(`${compared}&number=reached&depth=${from}&side=a`)).total).toBe(a.k)
      expect((await sessions(`${compared}&number=reached&depth=${from}&side=b`)).total).toBe(b.k)
    }
    const menu = await ask(`/clicks?page=/cart&element=Menu&side=b&limit=1${compared}`)
    expect([menu.body.total, menu.body.items.length]).toEqual([30, 1])
    expect(menu.body.items[0].session).toMatch(/^two-/)
  })

  it('what is missing or does not belong to the number is told', async () => {
    const wrong = async (query: string) => {
      const { status, body } = await ask(`/sessions?page=/cart${query}`)
      expect(status).toBe(400)
      return body.error.message
    }
    expect(await wrong('&number=reached')).toBe(
      'Give “depth” in px, and no element: “reached” is a number of a depth.',
    )
    expect(await wrong('&number=clicked&depth=50')).toBe(
      'Give an element, and no depth: “clicked” is a number of an element.',
    )
    expect(await wrong('&number=converted&element=Pay')).toContain('Give “goal”')
    expect(await wrong('&number=clicked&element=Pay&side=b')).toContain('Give “compare”')
    expect(await wrong('&number=clicked&element=Pay&side=c')).toContain('side')
    expect(await wrong('&number=often&element=Pay')).toContain('number')
    expect(await wrong('&number=reached&depth=60000')).toContain('depth')
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
