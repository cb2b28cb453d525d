import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { demoShop } from '../../server/demo/shop.ts'

const waited: number[] = []
const app = new Hono().route(
  '/demo',
  demoShop({
    writeKey: 'key"1',
    wait: async milliseconds => {
      waited.push(milliseconds)
    },
  }),
)

const start = ['/demo', '/demo/product/harbour-mug', '/demo/confirmation', '/demo/account', '/demo/checkout']

async function text(path: string): Promise<string> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

// Addresses of this site in src and href of a page, in CSS url() and in module imports.
function addresses(page: string, base: string): string[] {
  const found = page.matchAll(/(?:href|src)="([^"]+)"|from '(\.\/[^']+)'/g)
  return [...found]
    .map(([, attribute, module]) => new URL(attribute ?? module ?? '', `http://shop.test${base}`))
    .filter(({ host, pathname }) => host === 'shop.test' && pathname !== '/recorder.js')
    .map(({ pathname }) => pathname)
}

function post(path: string, body: unknown) {
  return app.request(`/demo/api/${path}`, { method: 'POST', body: JSON.stringify(body) })
}

describe('the demo shop', () => {
  it('links only to pages, scripts and pictures that it serves', async () => {
    const seen = new Set<string>()
    const waiting = [...start]
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue
      seen.add(path)
      waiting.push(...addresses(await text(path), path))
    }
    expect(seen).toContain('/demo/assets/basket.js')
    expect(seen).toContain('/demo/pricing')
    expect(seen.size).toBeGreaterThan(40)
  })

  it('loads the recorder in the head of every page, with the write key quoted', async () => {
    for (const path of [...start, '/demo/products', '/demo/pricing', '/demo/help', '/demo/sign-up']) {
      const [head] = (await text(path)).split('</head>')
      expect(head).toContain('<script async src="/recorder.js" data-write-key="key&quot;1" ')
    }
  })

  it('has a picture for every product', async () => {
    const { items } = await (await app.request('/demo/api/products')).json()
    for (const { picture } of items) await text(`/demo/assets/pictures/${picture}.svg`)
  })

  it('filters, sorts, searches and pages its products', async () => {
    const first = await (await app.request('/demo/api/products?category=home&sort=price-up')).json()
    expect(first).toMatchObject({ total: 8, page: 1, pages: 1 })
    expect(first.items[0].name).toBe('Pine candle')
    const mugs = await (await app.request('/demo/api/products?search=mug')).json()
    expect(mugs.total).toBe(3)
    const last = await (await app.request('/demo/api/products?page=99')).json()
    expect(last).toMatchObject({ page: 3, pages: 3 })
  })

  it('answers 404 for a page, an asset and a product it does not have', async () => {
    for (const path of [
      'nowhere',
      'assets/none.js',
      'assets/..%2Fshop.js',
      'api/products/none',
      'api/none',
    ]) {
      expect((await app.request(`/demo/${path}`)).status, path).toBe(404)
    }
  })

  it('sends an address with a trailing slash to the one without', async () => {
    const response = await app.request('/demo/')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/demo'])
  })
})

describe('what hurts in the demo shop', () => {
  it('takes WELCOME10, fails on SPRING25 and does not know other coupons', async () => {
    const codes = ['WELCOME10', 'SPRING25', 'FRIENDS']
    const answers = await Promise.all(codes.map(code => post('coupon', { code })))
    expect(answers.map(answer => answer.status)).toEqual([200, 500, 404])
  })

  it('takes four seconds to tell a delivery date', async () => {
    const answer = await app.request('/demo/api/delivery')
    expect(waited).toEqual([4000])
    expect(answer.headers.get('server-timing')).toBe('app;dur=4000')
  })

  it('fails the first stock check of some products, and answers the second', async () => {
    const first = await app.request('/demo/api/stock/arc-lamp?attempt=1')
    const second = await app.request('/demo/api/stock/arc-lamp?attempt=2')
    expect([first.status, second.status]).toEqual([503, 200])
    expect((await app.request('/demo/api/stock/harbour-mug?attempt=1')).status).toBe(200)
  })

  it('refuses the store connection of enterprise workspaces alone', async () => {
    expect((await post('connections', { plan: 'enterprise' })).status).toBe(403)
    expect((await post('connections', { plan: 'growth' })).status).toBe(201)
  })

  it('answers 400 to a body it does not understand', async () => {
    expect((await app.request('/demo/api/coupon', { method: 'POST', body: 'no json' })).status).toBe(400)
    expect((await post('orders', { total: 'much' })).status).toBe(400)
  })
})
