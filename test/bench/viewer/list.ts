import type { Browser } from 'playwright-core'
import type { SessionDetail } from '../../../contract/api.ts'
import { type Tasks, tasksDuring } from './tasks.ts'

const PATHS = ['/', '/products', '/product/teapot', '/cart', '/checkout', '/pricing']
const COUNTRIES = ['DE', 'US', 'BR', 'JP', 'AT', 'IN']

export function manySessions(count: number, now: number): SessionDetail[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `session${String(i).padStart(6, '0')}`,
    url: `/sessions/session${i}`,
    startedAt: now - i * 60_000,
    endedAt: now - i * 60_000 + 50_000,
    source: 'recorder',
    person: { id: `p_${i % 9000}`, label: `Visitor ${i % 9000}`, userIds: [], anonymousIds: [`a${i}`] },
    fields: {
      country: COUNTRIES[i % 6] ?? 'DE',
      device: i % 3 === 0 ? 'phone' : 'desktop',
      browser: 'Chrome',
      os: 'Windows',
      entryPath: PATHS[i % 6] ?? '/',
      exitPath: PATHS[(i * 7) % 6] ?? '/',
      duration: 50_000,
      activeTime: (i * 37) % 50_000,
      pageCount: i % 9,
      clickCount: i % 31,
      failureCount: i % 5 === 0 ? 2 : 0,
      rageClicks: i % 11 === 0 ? 1 : 0,
    },
    tabs: 1,
    clockOffset: 0,
    recordings: [],
    traits: {},
  }))
}

export interface ListResult {
  /** Rows scrolled past. */
  rows: number
  /** Rows in the page at the end. */
  drawn: number
  tasks: Tasks
  /** ms */
  took: number
}

/** Scrolls as one does who looks for something, until so many rows were passed or so many ms are over. */
export async function scrollList(
  browser: Browser,
  origin: string,
  { rows, most }: { rows: number; most: number },
): Promise<ListResult> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } })
  await page.goto(`${origin}/sessions`)
  await page.locator('a.session-row').first().waitFor()
  await page.waitForTimeout(1_500)
  const started = Date.now()
  let measured = { rows: 0, drawn: 0 }
  const tasks = await tasksDuring(page, async () => {
    measured = await page.evaluate(scroll, { rows, most })
  })
  await page.close()
  return { ...measured, tasks, took: Date.now() - started }
}

/** In the page. */
async function scroll({ rows, most }: { rows: number; most: number }) {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  const rowHeight = document.querySelector('.session-item')?.getBoundingClientRect().height ?? 58
  let passed = 0
  const until = performance.now() + most
  while (passed < rows && performance.now() < until) {
    // About twenty rows per frame: faster than a flick of the wheel.
    scrollBy(0, rowHeight * 20)
    await frame()
    passed = Math.max(passed, Math.round(scrollY / rowHeight))
  }
  return { rows: passed, drawn: document.querySelectorAll('.session-item').length }
}
