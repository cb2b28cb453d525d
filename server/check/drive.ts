import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Page, Request } from 'playwright-core'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import { ROOT } from '../root.ts'
import type { Moment } from './collection.ts'
import { type Journey, type Step, stepName } from './journey.ts'

export interface Driven {
  moments: Moment[]
  /** Ids of the visitor, as the page's tools know them. */
  anonymousIds: string[]
  /** messageIds the page was seen to send to Segreel. */
  wire: string[]
  /** Which step could not be taken, and why; null: all were. */
  stuck: string | null
}

/** What a step waits for at most, ms. */
const PATIENCE_MS = 15_000
/** Tools send what they held back when the visitor pauses, ms. */
const SETTLE_MS = 500

/** Walks through the journey in Chromium, as a new visitor. */
export async function drive(journey: Journey): Promise<Driven> {
  const { chromium } = await import('playwright-core').catch(() => {
    throw new Failure(
      'bad-configuration',
      'To drive a browser, install playwright-core; or give a "session" to read.',
    )
  })
  // Plain JavaScript that stands beside the built server in the package, not inside it.
  const launch = pathToFileURL(join(ROOT, 'server', 'launch', 'chromium.js')).href
  const { findChromium }: { findChromium: () => Promise<string | null> } = await import(launch)
  const executablePath = await findChromium()
  if (executablePath === null) {
    throw new Failure(
      'bad-configuration',
      'No Chromium found: install Chromium or Chrome, or set CHROME_PATH.',
    )
  }
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  })
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    const driven: Driven = { moments: [], anonymousIds: [], wire: [], stuck: null }
    const origin = new URL(journey.server).origin
    page.on('request', request => driven.wire.push(...messageIds(request, origin)))
    const known = new Set<string>()
    for (const step of journey.steps) {
      const from = Date.now()
      driven.stuck = await take(page, step, journey.site ?? `${journey.server}/demo`)
      await page.waitForTimeout(SETTLE_MS)
      for (const id of await anonymousIds(page)) known.add(id)
      driven.moments.push({ step: stepName(step), from, to: Date.now() })
      if (driven.stuck !== null) break
    }
    await page.close({ runBeforeUnload: false })
    driven.anonymousIds = [...known]
    return driven
  } finally {
    await browser.close()
  }
}

/** What stood in the way; null: the step is taken. */
async function take(page: Page, step: Step, site: string): Promise<string | null> {
  try {
    if (step.open !== undefined) await page.goto(site.replace(/\/$/, '') + step.open)
    for (const [label, text] of Object.entries(step.fill ?? {}))
      await page.getByLabel(label).first().fill(text)
    for (const [label, text] of Object.entries(step.select ?? {})) {
      await page.getByLabel(label).first().selectOption({ label: text })
    }
    if (step.click !== undefined) {
      const named = page
        .getByRole('button', { name: step.click })
        .or(page.getByRole('link', { name: step.click }))
      await named.first().click()
    }
    if (step.see !== undefined) await page.getByText(step.see).first().waitFor()
    return null
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return `"${stepName(step)}" could not be taken: ${why}`
  }
}

/** Runs in the page: what Segment's, Amplitude's and our own tools call the visitor. */
const ASK_IDS = `[
  globalThis.analytics?.user?.()?.anonymousId?.(),
  globalThis.segreel?.anonymousId?.(),
  globalThis.amplitude?.getDeviceId?.(),
]`

async function anonymousIds(page: Page): Promise<string[]> {
  const said: unknown = await page.evaluate(ASK_IDS)
  return z
    .array(z.unknown())
    .parse(said)
    .filter(id => typeof id === 'string' && id !== '')
    .map(String)
}

const carried = z.looseObject({ messageId: z.string().optional(), insert_id: z.string().optional() })
const body = carried.extend({ batch: z.array(carried).optional(), events: z.array(carried).optional() })

function messageIds(request: Request, origin: string): string[] {
  if (request.method() !== 'POST' || new URL(request.url()).origin !== origin) return []
  const bytes = request.postDataBuffer()
  if (!bytes) return []
  try {
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
    const read = body.safeParse(JSON.parse(plain.toString()))
    if (!read.success) return []
    const { batch, events, ...single } = read.data
    return [...(batch ?? []), ...(events ?? []), single].flatMap(
      ({ messageId, insert_id }) => messageId ?? insert_id ?? [],
    )
  } catch {
    // Recordings and beacons of other tools are no JSON objects.
    return []
  }
}
