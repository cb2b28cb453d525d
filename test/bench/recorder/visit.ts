import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Row } from './rows.ts'
import type { Servers } from './servers.ts'

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** ms; the bench follows scripts with fixed waits, the same for every recorder. */
export const wait = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

/** A browser context as a visitor has: no trace of automation that a recorder would look at. */
export async function newContext(browser: Browser) {
  const context = await browser.newContext({ userAgent: AGENT, viewport: { width: 1280, height: 800 } })
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'webdriver', { get: () => false })
    const tasks: number[] = []
    Reflect.set(window, 'longTasks', tasks)
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ type: 'longtask' })
  })
  return context
}

/** Adds the recorder to a page that has loaded. */
export async function startRecorder(page: Page, row: Row, servers: Servers, run: string): Promise<void> {
  if (row.name === 'none') return
  const sink = `${servers.sinkOrigin}/r/${run}`
  const file = row.name === 'segreel' ? 'recorder.js' : `${row.name}.js`
  await page.evaluate(
    ({ src, sink }) =>
      new Promise<void>((done, fail) => {
        const script = document.createElement('script')
        script.src = src
        script.dataset.writeKey = 'bench'
        script.dataset.endpoint = sink
        script.onload = () => {
          const start: unknown = Reflect.get(window, 'startPeer')
          if (typeof start === 'function') start(sink)
          done()
        }
        script.onerror = () => fail(new Error(`${src} did not load`))
        document.head.append(script)
      }),
    { src: `${servers.pageOrigin}/scripts/${file}`, sink },
  )
}

/** Thread CPU ms of the page's main thread and its heap: other load on the machine does not count. */
export async function mainThread(cdp: CDPSession) {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const read = (name: string) => metrics.find(metric => metric.name === name)?.value ?? 0
  return {
    task: read('TaskDuration') * 1000,
    script: read('ScriptDuration') * 1000,
    heap: read('JSHeapUsedSize'),
  }
}

/** CPU ms of all renderer processes: workers and raster threads too. */
export async function rendererCpu(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession()
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  await cdp.detach()
  return processInfo.filter(one => one.type === 'renderer').reduce((sum, one) => sum + one.cpuTime * 1000, 0)
}
