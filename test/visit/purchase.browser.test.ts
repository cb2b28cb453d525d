import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { List, Session, SessionDetail } from '../../contract/api.ts'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import type { PropertyTest } from '../../contract/segment/values.ts'
import { launchChromium } from '../chromium.ts'
import { eventually, type RunningServer, startServer } from '../running-server.ts'

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[browser, server] = await Promise.all([launchChromium(), startServer()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Three digits stand in many a timestamp: the code counts as a text of its own. */
const SECRETS = ['Ada Example', 'ada@secret.example', '1 Secret Lane', '4242 4242 4242 4242', '"987"']

/** What the visitor sees at a time. */
interface Seen {
  at: number
  text: string
  scroll: number
}

test('[W1] a purchase in the demo shop is recorded, found by a segment, and replayed as it was seen', async () => {
  const seen = await visitShop()

  const buyers = await server.api<{ id: string }>('/segments', {
    method: 'POST',
    body: { name: 'Buyers of mugs', definition: buyersOf('mug') },
  })
  const nobody = await server.api<{ id: string }>('/segments', {
    method: 'POST',
    body: { name: 'Buyers of boats', definition: buyersOf('boat') },
  })
  const session = await eventually(async () => {
    const found = await server.api<List<Session>>(`/sessions?segment=${buyers.id}`)
    const visit = found.items.find(one => one.fields.exitPath === '/demo/confirmation')
    if (!visit) return null
    // Batches of the last pages may overtake each other.
    const { recordings } = await server.api<SessionDetail>(`/sessions/${visit.id}`)
    return recordings.every(tab => tab.gaps.length === 0) && Number(visit.fields.clickCount) >= 7 && visit
  }, 'the whole visit to be in the segment')

  const viewer = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  viewer.setDefaultTimeout(15_000)
  await viewer.goto(`${server.origin}/sign-in#token=${server.token}`)
  await viewer.waitForURL(url => url.pathname !== '/sign-in')
  await viewer.goto(`${server.origin}/sessions?segment=${nobody.id}`)
  await expect.poll(() => viewer.locator(`a[href*="${session.id}"]`).count()).toBe(0)
  await viewer.goto(`${server.origin}/sessions?segment=${buyers.id}`)
  await viewer.locator(`a[href*="${session.id}"]`).first().click()
  await viewer.waitForURL(url => url.pathname.endsWith(session.id))

  for (const moment of seen) {
    await viewer.goto(
      `${server.origin}${session.url}?segment=${buyers.id}&t=${moment.at - session.startedAt}`,
    )
    await expect
      .poll(() => replayed(viewer), { timeout: 15_000 })
      .toEqual({ text: moment.text, scroll: moment.scroll })
  }
  const everything = await server.api<unknown[]>(`/sessions/${session.id}/events`)
  const recorded = JSON.stringify(everything)
  for (const secret of SECRETS) expect(recorded).not.toContain(secret)
  const inputs = await viewer.evaluate(() =>
    [
      ...(document
        .querySelector<HTMLIFrameElement>('.replayer-wrapper iframe')
        ?.contentDocument?.querySelectorAll('input') ?? []),
    ]
      .filter(input => input.type === 'text' && input.value !== '')
      .map(input => input.value),
  )
  expect(inputs.length).toBeGreaterThan(0)
  for (const value of inputs) expect(value).toMatch(/^[*\s]+$/)
})

async function visitShop(): Promise<Seen[]> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 700 } })
  page.setDefaultTimeout(10_000)
  const seen: Seen[] = []
  const look = async () => {
    // What was just done must be over, and recorded, before the moment is named.
    await page.waitForTimeout(600)
    seen.push({ at: Date.now(), ...(await page.evaluate(visible)) })
    await page.waitForTimeout(300)
  }

  await page.goto(`${server.origin}/demo/help`)
  await recording(page)
  await page.mouse.wheel(0, 900)
  await look()

  await page.goto(`${server.origin}/demo/products`)
  await page.getByRole('link', { name: 'Harbour mug' }).first().click()
  await recording(page)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('link', { name: 'Cart' }).click()
  await recording(page)
  await look()

  await page.getByRole('link', { name: 'Go to checkout' }).click()
  await recording(page)
  await page.getByLabel('Full name').fill('Ada Example')
  await page.getByLabel('E-mail').fill('ada@secret.example')
  await page.getByRole('button', { name: 'Continue to delivery' }).click()
  await page.getByLabel('Street and number').fill('1 Secret Lane')
  await page.getByLabel('Postcode').fill('12345')
  await page.getByLabel('City').fill('Springfield')
  await look()
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  await page.getByLabel('Expires').fill('12/30')
  await page.getByLabel('CVC').fill('987')
  await page.getByRole('button', { name: 'Place order' }).click()
  await page.waitForURL('**/demo/confirmation')
  await recording(page)
  await page.close({ runBeforeUnload: true })
  return seen
}

/** The recorder takes over when the page is idle; what happens before is not in the replay. */
async function recording(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/capture.js`).length > 0)
  await page.waitForTimeout(500)
}

function visible() {
  return { text: document.body.innerText.replace(/\s+/g, ' ').trim(), scroll: Math.round(window.scrollY) }
}

function replayed(viewer: Page) {
  return viewer.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('.replayer-wrapper iframe')
    const text = frame?.contentDocument?.body?.innerText.replace(/\s+/g, ' ').trim()
    return { text, scroll: Math.round(frame?.contentWindow?.scrollY ?? -1) }
  })
}

function buyersOf(product: string): SegmentDefinition {
  const added: PropertyTest = { path: ['name'], is: { op: 'contains', text: product } }
  return {
    version: 1,
    subject: 'session',
    where: {
      kind: 'and',
      of: [
        { kind: 'page', path: { op: 'is', values: ['/demo/cart'] }, count: { op: 'at-least', n: 1 } },
        {
          kind: 'event',
          event: 'Product Added',
          where: [added],
          count: { op: 'at-least', n: 1 },
          window: { kind: 'session' },
        },
        {
          kind: 'event',
          event: 'Order Completed',
          where: [],
          count: { op: 'at-least', n: 1 },
          window: { kind: 'last', days: 7 },
        },
      ],
    },
  }
}
