import type { CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../../chromium.ts'
import { holds } from './find.ts'
import type { Row } from './rows.ts'
import type { Servers } from './servers.ts'
import { mainThread, newContext, rendererCpu, startRecorder, wait } from './visit.ts'

let runs = 0

async function open(path: string, servers: Servers, name: string) {
  const browser = await launchChromium()
  const page = await (await newContext(browser)).newPage()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(servers.pageOrigin + path)
  await wait(500)
  return { browser, page, cdp, run: `${name}-${++runs}` }
}

/** Mouse, wheel and keys; the same events every time. */
async function act(page: Page): Promise<void> {
  for (let i = 0; i < 60; i++) await page.mouse.move(100 + ((i * 37) % 900), 100 + ((i * 53) % 600))
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, i < 10 ? 120 : -120)
  await page.click('#note')
  await page.keyboard.type('the quick brown fox jumps over the lazy dog and back again')
}

/** A script of heavy DOM work (js-framework-benchmark's operations on 1,000 rows) and input. */
export async function measureWork(row: Row, servers: Servers) {
  const { browser, page, cdp, run } = await open('/work', servers, row.name)
  await startRecorder(page, row, servers, run)
  await wait(2_500)
  const [before, cpuBefore] = [await mainThread(cdp), await rendererCpu(browser)]
  await page.evaluate('work(2)')
  await act(page)
  await wait(6_500)
  const [after, cpuAfter] = [await mainThread(cdp), await rendererCpu(browser)]
  await cdp.send('HeapProfiler.collectGarbage')
  const { heap } = await mainThread(cdp)
  await browser.close()
  return {
    task: after.task - before.task,
    script: after.script - before.script,
    cpu: cpuAfter - cpuBefore,
    heap: heap / 1e6,
  }
}

/** Longest task of the page's main thread, in thread CPU ms, between start and stop. */
async function traceTasks(cdp: CDPSession, action: () => Promise<void>): Promise<number> {
  const events: {
    name: string
    ph: string
    tdur?: number
    pid: number
    tid: number
    args?: { name?: string }
  }[] = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as typeof events)))
  await cdp.send('Tracing.start', {
    traceConfig: {
      includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    },
  })
  await action()
  const done = new Promise(resolve => cdp.once('Tracing.tracingComplete', resolve))
  await cdp.send('Tracing.end')
  await done
  const main = new Set(
    events
      .filter(one => one.name === 'thread_name' && one.args?.name === 'CrRendererMain')
      .map(one => `${one.pid}.${one.tid}`),
  )
  const tasks = events.filter(one => /RunTask$/.test(one.name) && main.has(`${one.pid}.${one.tid}`))
  return Math.max(0, ...tasks.map(one => (one.tdur ?? 0) / 1000))
}

/** What starting costs on a large page. */
export async function measureStart(row: Row, servers: Servers, nodes: number) {
  const { browser, page, run } = await open(`/big?nodes=${nodes}`, servers, row.name)
  await wait(nodes > 20_000 ? 1_500 : 500)
  const tracing = await browser.newBrowserCDPSession()
  const longest = await traceTasks(tracing, async () => {
    await startRecorder(page, row, servers, run)
    await wait(6_500)
  })
  const tasks = await page.evaluate((): number[] => Reflect.get(window, 'longTasks'))
  await browser.close()
  return { longest, longestWall: Math.max(0, ...tasks) }
}

/** Bytes sent during 60 s of a visitor's work. */
export async function measureSession(row: Row, servers: Servers) {
  const { browser, page, run } = await open('/work', servers, row.name)
  await startRecorder(page, row, servers, run)
  const start = Date.now()
  for (let part = 0; part < 12; part++) {
    for (let i = 0; i < 20; i++) {
      await page.mouse.move(80 + ((part * 131 + i * 41) % 1000), 60 + ((part * 71 + i * 29) % 650))
      await wait(25)
    }
    const fields = ['', '#name', '#mail', '#pw', '#note']
    const field = fields[part]
    if (field) {
      await page.click(field)
      await page.keyboard.type(`some words typed in part ${part}`)
    }
    if (part % 2 === 0) await page.click('#go')
    if (part === 5) await page.evaluate('ops.replace(300)')
    if (part === 9) await page.evaluate('ops.clear()')
    for (let i = 0; i < 6; i++) {
      await page.mouse.wheel(0, i < 3 ? 150 : -150)
      await wait(30)
    }
    await page.evaluate('if (tb.rows.length > 20) { ops.update(); ops.select(7); ops.remove(3) }')
    await wait(Math.max(0, start + (part + 1) * 5_000 - Date.now()))
  }
  await wait(12_000)
  const sent = servers.uploads.filter(
    one => one.run === run && one.method === 'POST' && row.uploads.test(one.path),
  )
  await browser.close()
  return sent.reduce((sum, one) => sum + one.body.length, 0)
}

/** Whether a click 200 ms before leaving arrives: at once, and by the end of the next visit. */
export async function measureLeaving(row: Row, servers: Servers, how: 'closed' | 'navigated') {
  const { browser, page, run } = await open('/work', servers, row.name)
  await startRecorder(page, row, servers, run)
  await wait(8_000)
  const mark = `MARK${Math.random().toString(36).slice(2, 10)}`
  await page.evaluate(text => Reflect.set(window, 'MARK', text), mark)
  const arrived = () =>
    servers.uploads.some(
      one => one.run.startsWith(run) && row.uploads.test(one.path) && holds(one.body, mark),
    )
  await page.click('#mk')
  await wait(200)
  const context = page.context()
  if (how === 'closed') await page.close({ runBeforeUnload: true })
  else await page.goto(`${servers.pageOrigin}/other`)
  await wait(5_000)
  const atOnce = arrived()
  const next = await context.newPage()
  await next.goto(`${servers.pageOrigin}/work`)
  await startRecorder(next, row, servers, run)
  await wait(8_000)
  const later = arrived()
  await browser.close()
  return { atOnce, later }
}
