// The one way tests start a browser. CHROME_PATH is set by `npm test`; a plain `npx vitest` looks for an installed one.
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../server/launch/chromium.js'

/** No GPU, no QUIC, and nothing that talks to a vendor behind the test's back. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function launchChromium(more: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), headless: true, args: [...FLAGS, ...more] })
}

export async function chromiumPath(): Promise<string> {
  const found = await findChromium()
  if (found !== null) return found
  throw new Error('No Chromium found: run `npm test` once, or set CHROME_PATH to a Chromium program.')
}
