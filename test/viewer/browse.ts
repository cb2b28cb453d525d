/** A browser that is signed in, for the viewer's browser tests. */
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { launchChromium } from '../chromium.ts'

export interface Browsing {
  browser: Browser
  open(address: string): Promise<Page>
  close(): Promise<void>
}

export async function startBrowsing(
  options: { width?: number; height?: number; colorScheme?: 'light' | 'dark' } = {},
): Promise<Browsing> {
  const browser = await launchChromium()
  const { width = 1280, height = 800, colorScheme = 'light' } = options
  return {
    browser,
    async open(address) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme })
      page.setDefaultTimeout(15_000)
      // An error nobody caught fails the test that met it.
      page.on('pageerror', error => {
        throw error
      })
      await page.goto(address)
      return page
    },
    close: () => browser.close(),
  }
}

/** Signs in by the link that the server prints. */
export async function signIn(page: Page, origin: string, token: string): Promise<void> {
  await page.goto(`${origin}/sign-in#token=${token}`)
  await page.getByRole('heading', { name: 'Sessions' }).waitFor()
}

/** The text of the page in the replay. */
export async function replayedText(page: Page): Promise<string> {
  const frame = page.frameLocator('.tab-replay:not([hidden]) iframe')
  return (await frame.locator('body').textContent()) ?? ''
}

export async function expectReplayed(page: Page, text: string, absent?: string): Promise<void> {
  await soon(() => replayedText(page)).toContain(text)
  if (absent) expect(await replayedText(page)).not.toContain(absent)
}

/** Asks until the answer is right. vitest's own limit of 1 s is too short for a loaded machine. */
export function soon<T>(ask: () => Promise<T> | T) {
  return expect.poll(ask, { timeout: 30_000 })
}
