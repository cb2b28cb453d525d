import type { Browser, Page } from 'playwright-core'
import { processMemory } from './memory.ts'
import { tasksDuring } from './tasks.ts'

export interface PlayerResult {
  /** ms from the navigation to the first picture of the recorded page, one per visit. */
  firstFrames: number[]
  /** ms of processor that the page's main thread had until then, in a further visit. */
  firstFrameCpu: number
  /** ms from the press to the picture of that second, one per seek. */
  seeks: number[]
  /** Bytes of the page's whole process after all seeks; null where the system does not tell. */
  memory: number | null
}

const VISITS = 5
const SEEKS = 40

export async function measurePlayer(
  browser: Browser,
  origin: string,
  session: string,
): Promise<PlayerResult> {
  const firstFrames: number[] = []
  for (let i = 0; i < VISITS; i++) {
    const page = await browser.newPage({ viewport: { width: 1360, height: 860 } })
    const second = 400 + i * 613
    await page.goto(`${origin}/sessions/${session}?t=${second * 1000 + 500}`, { waitUntil: 'commit' })
    firstFrames.push(await shows(page, second))
    await page.close()
  }
  const traced = await browser.newPage({ viewport: { width: 1360, height: 860 } })
  const tasks = await tasksDuring(traced, async () => {
    await traced.goto(`${origin}/sessions/${session}?t=400500`, { waitUntil: 'commit' })
    await shows(traced, 400)
  })
  await traced.close()
  const firstFrameCpu = tasks.cpu.reduce((sum, one) => sum + one, 0)
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } })
  await page.goto(`${origin}/sessions/${session}?t=500`)
  await shows(page, 0)
  const seeks: number[] = []
  for (let i = 1; i <= SEEKS; i++) seeks.push(await seek(page, (i * 1_597) % 3_600))
  const memory = await processMemory(browser, page)
  await page.close()
  return { firstFrames, firstFrameCpu, seeks, memory }
}

/** Looked at in each frame; answers the page's own time of the first that shows the second, ms since the navigation. */
async function shows(page: Page, second: number): Promise<number> {
  const found = await page.waitForFunction(text => {
    const frame = document.querySelector<HTMLIFrameElement>('.tab-replay:not([hidden]) iframe')
    return frame?.contentDocument?.querySelector('h1')?.textContent === text ? performance.now() : false
  }, `Second ${second}`)
  return Number(await found.jsonValue())
}

/** Timed in the page: from the slider's event to the frame that shows the second. */
function seek(page: Page, second: number): Promise<number> {
  return page.evaluate(
    async ({ at, text }) => {
      const slider = document.querySelector<HTMLInputElement>('.timeline-input')
      if (!slider) throw new Error('There is no slider.')
      const started = performance.now()
      slider.value = String(at)
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      for (;;) {
        await new Promise(resolve => requestAnimationFrame(resolve))
        const frame = document.querySelector<HTMLIFrameElement>('.tab-replay:not([hidden]) iframe')
        if (frame?.contentDocument?.querySelector('h1')?.textContent === text) break
        if (performance.now() - started > 20_000) throw new Error(`${text} never came.`)
      }
      return performance.now() - started
    },
    // The slider moves by whole seconds; what a second shows changes 2 ms into it.
    { at: second * 1000 + 1000, text: `Second ${second}` },
  )
}
