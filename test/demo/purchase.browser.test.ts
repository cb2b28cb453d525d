import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoShop } from '../../server/demo/shop.ts'
import { launchChromium } from '../chromium.ts'

let browser: Browser
let origin = ''
let close = () => {}

beforeAll(async () => {
  browser = await launchChromium()
  const app = new Hono().route('/demo', demoShop({ writeKey: 'key', wait: async () => {} }))
  await new Promise<void>(resolve => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      origin = `http://127.0.0.1:${port}`
      resolve()
    })
    close = () => server.close()
  })
})

afterAll(async () => {
  await browser?.close()
  close()
})

// The queue of the analytics.js snippet, as nobody takes it over here: [method, ...arguments].
function calls(page: Page): Promise<unknown[]> {
  return page.evaluate('window.analytics.map(call => [...call])')
}

async function newPage(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  page.setDefaultTimeout(10_000)
  return page
}

describe('a visit of the demo shop without a recorder', () => {
  it('buys two mugs with a coupon', async () => {
    const page = await newPage()
    await page.goto(`${origin}/demo`)
    await page.getByRole('link', { name: 'Shop the collection' }).click()
    await page.getByLabel('Search products').fill('harbour')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect.poll(() => page.getByTestId('result-count').textContent()).toBe('1 product')
    await page.getByRole('link', { name: 'Harbour mug' }).click()
    await page.getByText('Moss').click()
    await page.getByRole('button', { name: 'One more' }).click()
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await expect
      .poll(() => page.getByTestId('added').textContent())
      .toBe('2 × Harbour mug (Moss) is in your cart.')
    await page.getByRole('link', { name: 'Cart' }).click()
    await expect.poll(() => page.getByTestId('total').textContent()).toBe('$42.00')
    await page.getByLabel('Coupon code').fill('welcome10')
    await page.getByRole('button', { name: 'Apply coupon' }).click()
    await expect.poll(() => page.getByTestId('total').textContent()).toBe('$38.40')
    await page.getByRole('link', { name: 'Go to checkout' }).click()
    await page.getByRole('button', { name: 'Continue to delivery' }).click()
    await expect.poll(() => page.getByTestId('problem').textContent()).toBe('Please fill in “Full name”.')
    await page.getByLabel('Full name').fill('Ada Example')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByRole('button', { name: 'Continue to delivery' }).click()
    await page.getByLabel('Street and number').fill('1 Long Lane')
    await page.getByLabel('Postcode').fill('12345')
    await page.getByLabel('City').fill('Springfield')
    await page.getByRole('button', { name: 'Continue to payment' }).click()
    expect(page.url()).toBe(`${origin}/demo/checkout?step=3`)
    await page.getByLabel('Card number').fill('4242 4242 4242 4242')
    await page.getByLabel('Expires').fill('12/30')
    await page.getByLabel('CVC').fill('123')
    await page.getByRole('button', { name: 'Place order' }).click()
    await page.waitForURL('**/demo/confirmation')
    await expect
      .poll(() => page.getByTestId('order-number').textContent())
      .toMatch(/^Your order number is LS-[0-9A-F]{6}\.$/)
    await expect.poll(() => page.getByTestId('paid').textContent()).toBe('$38.40')
    await expect.poll(() => page.getByTestId('cart-count').textContent()).toBe('0')
    await page.close()
  })

  it('opens an account, tells who it is, and finishes the set-up', async () => {
    const page = await newPage()
    await page.goto(`${origin}/demo/sign-up?plan=growth`)
    await page.getByLabel('Full name').fill('Ada Example')
    await page.getByLabel('Work e-mail').fill('ada@example.com')
    await page.getByLabel('Password').fill('long enough')
    await page.getByLabel('Company').fill('Example Ltd')
    await page.evaluate(
      "addEventListener('pagehide', () => { sessionStorage.calls = JSON.stringify([...analytics]) })",
    )
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.waitForURL('**/demo/account')
    const names = await page.evaluate(
      'JSON.parse(sessionStorage.calls).map(call => call.slice(0, 2).join(" "))',
    )
    expect(names).toEqual([
      'page Sign Up',
      'track Signup Started',
      expect.stringMatching(/^identify user-[0-9a-f]{10}$/),
      'group company-example-ltd',
      'track Account Created',
      'track Signed Up',
      'track Signup Completed',
      'track Trial Started',
    ])
    await page.getByLabel('Colleague’s e-mail').fill('grace@example.com')
    await page.getByRole('button', { name: 'Send invite' }).click()
    await page.getByRole('button', { name: 'Connect store' }).click()
    await expect.poll(() => page.getByTestId('store-status').textContent()).toBe('Store connected.')
    await page.getByRole('button', { name: 'Create standing order' }).click()
    await expect.poll(() => page.getByTestId('progress').textContent()).toBe('3 of 3 steps done.')
    expect(await calls(page)).toContainEqual(['track', 'Standing Order Created', { count: 1 }])
    await page.close()
  })

  it('has a button that throws, one that does nothing, and a coupon that fails in silence', async () => {
    const page = await newPage()
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    await page.goto(`${origin}/demo/product/harbour-mug`)
    await page.getByRole('button', { name: 'Save for later' }).click()
    await expect.poll(() => errors.length).toBe(1)
    const before = await page.locator('main').innerHTML()
    await page.getByRole('button', { name: 'Size guide' }).click()
    expect(await page.locator('main').innerHTML()).toBe(before)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await page.goto(`${origin}/demo/cart`)
    await page.getByLabel('Coupon code').fill('SPRING25')
    const answer = page.waitForResponse('**/demo/api/coupon')
    await page.getByRole('button', { name: 'Apply coupon' }).click()
    expect((await answer).status()).toBe(500)
    await expect.poll(() => page.getByTestId('coupon-status').textContent()).toBe('')
    await page.close()
  })
})
