import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { isRecordedEvent, type RecordedEvent } from '../../../contract/rrweb.ts'
import { SIGNAL_PREFIX, type SignalName, type Signals } from '../../../contract/signals.ts'
import { launchChromium } from '../../chromium.ts'

interface Answer {
  status?: number
  headers?: Record<string, string>
  body: string
  /** ms between the headers and the body. */
  bodyAfter?: number
}
export type Routes = Record<string, string | Answer>

/** A page that is captured, and what was captured of it. */
export interface CapturedPage {
  page: Page
  origin: string
  events: () => Promise<RecordedEvent[]>
  /** Payloads of one signal, in order. */
  signals: <N extends SignalName>(name: N) => Promise<Signals[N][]>
  /** Waits until so many payloads of a signal are there. */
  until: <N extends SignalName>(name: N, count?: number) => Promise<Signals[N][]>
  /** What guarded callbacks threw. */
  failures: () => Promise<string[]>
}

export interface Stage {
  open: (
    html: string,
    options?: { settings?: object; path?: string; before?: string; routes?: Routes },
  ) => Promise<CapturedPage>
  close: () => Promise<void>
}

async function bundle(): Promise<string> {
  const entry = new URL('in-page.ts', import.meta.url).pathname
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'inPage' } },
  })
  const [first] = Array.isArray(built) ? built : [built]
  if (!first || !('output' in first)) throw new Error('Vite did not build the page script.')
  return first.output[0].code
}

function serve(routes: Routes): Promise<Server> {
  const server = createServer((request, response) => {
    const found = routes[new URL(request.url ?? '/', 'http://x').pathname]
    const answer = typeof found === 'string' ? { body: found } : found
    response.writeHead(answer ? (answer.status ?? 200) : 404, {
      'content-type': 'text/html; charset=utf-8',
      ...answer?.headers,
    })
    response.flushHeaders()
    setTimeout(() => response.end(answer?.body), answer?.bodyAfter ?? 0)
  })
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The test server has no port.')
  return address.port
}

/** One browser for the tests of a file; every `open` is a page and a site of its own. */
export async function openStage(): Promise<Stage> {
  const script = await bundle()
  const browser: Browser = await launchChromium()
  const servers: Server[] = []

  return {
    open: async (html, { settings = {}, path = '/', before = '', routes = {} } = {}) => {
      const site: Routes = {
        '/': html,
        '/capture.js': { body: script, headers: { 'content-type': 'text/javascript' } },
        ...routes,
      }
      const server = await serve(site)
      servers.push(server)
      const origin = `http://127.0.0.1:${portOf(server)}`
      const page = await (await browser.newContext()).newPage()
      if (before) await page.addInitScript(before)
      await page.goto(origin + path, { waitUntil: 'load' })
      await page.addScriptTag({ url: '/capture.js' })
      await page.evaluate(`capture(${JSON.stringify(settings)})`)
      const events = async () => {
        const all: unknown = await page.evaluate('captured.events')
        return Array.isArray(all) ? all.filter(isRecordedEvent) : []
      }
      const signals = <N extends SignalName>(name: N): Promise<Signals[N][]> =>
        page.evaluate<Signals[N][]>(
          `captured.events.filter(e => e.data.tag === '${SIGNAL_PREFIX}${name}').map(e => e.data.payload)`,
        )
      return {
        page,
        origin,
        events,
        signals,
        until: async (name, count = 1) => {
          await page.waitForFunction(
            `captured.events.filter(e => e.data.tag === '${SIGNAL_PREFIX}${name}').length >= ${count}`,
          )
          return signals(name)
        },
        failures: () => page.evaluate('captured.failures'),
      }
    },
    close: async () => {
      await browser.close()
      for (const server of servers) server.close()
    },
  }
}
