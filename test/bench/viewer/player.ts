import type { Browser, Page } from 'playwright-core'

export interface PlayerResult {
  /** ms from the navigation to the first picture of the recorded page, one per visit. */
  firstFrames: number[]
  /** ms from the press to the picture of that second, one per seek. */
  seeks: number[]
  /** JavaScript heap and everything else of the page's process, bytes; after all seeks. */
  memory: number
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
    const started = performance.now()
    await page.goto(`${origin}/sessions/${session}?t=${second * 1000 + 500}`, { waitUntil: 'commit' })
    await shows(page, second)
    firstFrames.push(performance.now() - started)
    await page.close()
  }
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } })
  await page.goto(`${origin}/sessions/${session}?t=500`)
  await shows(page, 0)
  const seeks: number[] = []
  for (let i = 1; i <= SEEKS; i++) seeks.push(await seek(page, (i * 1_597) % 3_600))
  const memory = await memoryOf(page)
  await page.close()
  return { firstFrames, seeks, memory }
}

function shows(page: Page, second: number): Promise<unknown> {
  return page.waitForFunction(text => {
    const frame = document.querySelector<HTMLIFrameElement>('.tab-replay:not([hidden]) iframe')
    return frame?.contentDocument?.querySelector('h1')?.textContent === text
  }, `Second ${second}`)
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

async function memoryOf(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page)
  await client.send('HeapProfiler.collectGarbage')
  const { metrics } = await client
    .send('Performance.enable')
    .then(() => client.send('Performance.getMetrics'))
  return metrics.find(one => one.name === 'JSHeapTotalSize')?.value ?? 0
}
