/** Takes a picture of a screen once nothing on it moves. */
import type { Browser, Page, Request } from 'playwright-core'
import { AT } from './moment.ts'
import { ORIGIN } from './product.ts'
import type { Screen } from './screens.ts'

export const LOOKS = [
  { name: 'light', width: 1280, height: 800, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: 'phone', width: 390, height: 800, colorScheme: 'light' },
  { name: 'phone-dark', width: 390, height: 800, colorScheme: 'dark' },
] as const
export type Look = (typeof LOOKS)[number]

/** Nothing asked for this long, ms. */
const QUIET_MS = 200
/** A screen that has not come to rest by then is an error, ms. */
const LONGEST_MS = 25_000

export interface Camera {
  page: Page
  show: (address: string) => Promise<void>
  settle: () => Promise<void>
  close: () => Promise<void>
}

export async function openCamera(
  browser: Browser,
  { token, scale }: { token: string | null; scale: number },
): Promise<Camera> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  context.setDefaultTimeout(LONGEST_MS)
  await context.clock.setFixedTime(AT)
  const page = await context.newPage()
  const settle = settling(page)
  if (token) {
    await page.goto(`${ORIGIN}/sign-in#token=${token}`)
    await page.getByRole('heading', { name: 'Sessions', exact: true }).waitFor()
  }
  return { page, settle, show: address => show(page, address), close: () => context.close() }
}

/** By way of nothing: an address that differs in its fragment alone would not be loaded. */
async function show(page: Page, address: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(ORIGIN + address, { waitUntil: 'domcontentloaded' })
}

/** Waits until no request is under way, nothing says that it is busy, and two pictures are the same. */
function settling(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  let last = Date.now()
  page.on('request', request => {
    // A stream of live events never ends.
    if (request.resourceType() !== 'eventsource') open.add(request)
    last = Date.now()
  })
  const ended = (request: Request) => {
    open.delete(request)
    last = Date.now()
  }
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  page.on('framenavigated', frame => {
    if (frame === page.mainFrame()) open.clear()
  })
  return async () => {
    const until = Date.now() + LONGEST_MS
    for (;;) {
      const busy = await page.locator('[aria-busy="true"], .skeleton').count()
      if (open.size === 0 && busy === 0 && Date.now() - last > QUIET_MS) return
      if (Date.now() > until)
        throw new Error(`${page.url()} does not come to rest: ${busy} busy, ${open.size} asked.`)
      await page.waitForTimeout(50)
    }
  }
}

export async function look(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
}

/** The picture once it stays the same. Recorded pages are covered: tests of the replay prove these. */
export async function photograph(page: Page): Promise<Buffer> {
  const take = () =>
    page.screenshot({
      animations: 'disabled',
      caret: 'hide',
      mask: [page.locator('iframe')],
      maskColor: '#888888',
    })
  let before = await take()
  for (let tries = 0; tries < 8; tries++) {
    await page.waitForTimeout(120)
    const now = await take()
    if (now.equals(before)) return now
    before = now
  }
  return before
}

export const looksOf = (screen: Screen): readonly Look[] => (screen.once ? LOOKS.slice(0, 1) : LOOKS)
