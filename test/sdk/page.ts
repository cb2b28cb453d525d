import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { portOf } from './port.ts'
import { close } from './wire.ts'

const MODULES = `${import.meta.dirname}/node_modules`

/** A site of its own origin that loads a client as sites do; files below node_modules are served under /npm/. */
export async function openSite(html: string) {
  const server = createServer((request, answer) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname
    if (path === '/') {
      answer.writeHead(200, { 'content-type': 'text/html' }).end(html)
    } else if (path.startsWith('/npm/') && !path.includes('..')) {
      answer.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(MODULES + path.slice(4)))
    } else {
      answer.writeHead(404).end()
    }
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) }
}

/** Without Playwright's routing, which loses what a page sends while it leaves. */
export async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(address)
  return page
}
