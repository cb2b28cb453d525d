/** A page that is laid out differently in two widths, visited with the recorder, and drawn. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { List, Session } from '../../contract/api.ts'
import { eventually, type RunningServer, startServer } from '../running-server.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let site: Server
let browsing: Browsing
let page: Page
let sessions: Session[]

/** The bar stands above the text and is narrow, or below it and is wide. */
const html = (origin: string, key: string) => `<!doctype html><html><head><title>Plans</title>
<style>
  * { box-sizing: border-box; margin: 0 }
  body { display: flex; flex-direction: column; width: 100vw }
  button { order: 0; width: 160px; height: 120px; align-self: flex-start }
  p { order: 1; height: 300px }
  @media (min-width: 700px) { button { order: 2; width: 700px; height: 40px; align-self: flex-end } }
</style>
<script async src="${origin}/recorder.js" data-write-key="${key}"></script></head>
<body><button type="button">Choose</button><p>What it costs</p></body></html>`

beforeAll(async () => {
  server = await startServer()
  site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(html(server.origin, server.writeKey))
  })
  await new Promise<void>(done => site.listen(0, '127.0.0.1', done))
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
  await visit(400, { x: 0.9, y: 0.2 })
  await visit(1_000, { x: 0.9, y: 0.2 })
  sessions = await eventually(async () => {
    const { items } = await server.api<List<Session>>('/sessions')
    return items.length === 2 && items.every(one => one.fields.clickCount === 1) && items
  }, 'both visits with their click')
})
afterAll(async () => {
  await browsing?.close()
  site?.close()
  await server?.stop()
})

/** Presses the button at a share of its box, in a window of this width. */
async function visit(width: number, share: { x: number; y: number }): Promise<void> {
  const context = await browsing.browser.newContext({ viewport: { width, height: 600 } })
  const visitor = await context.newPage()
  const { port } = site.address() as AddressInfo
  const told = visitor.waitForResponse(response => response.request().method() === 'POST')
  await visitor.goto(`http://127.0.0.1:${port}/plans`)
  await told
  const box = await visitor.getByRole('button').boundingBox()
  if (!box) throw new Error('no button')
  await visitor.mouse.click(box.x + share.x * box.width, box.y + share.y * box.height)
}

/** Where most is drawn, as shares of the box that the button has on the page that is shown. */
async function hottest(): Promise<{ x: number; y: number }> {
  const box = await page
    .frameLocator('.heat-room iframe')
    .locator('button')
    .evaluate(one => {
      const { left, top, width, height } = one.getBoundingClientRect()
      return { left, top, width, height }
    })
  const at = await page.locator('.heat-canvas').evaluate(canvas => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
    const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    const spots: number[] = []
    for (let i = 3; i < (image?.data.length ?? 0); i += 4) {
      if ((image?.data[i] ?? 0) > 200) spots.push((i - 3) / 4)
    }
    const mean = (of: (spot: number) => number) =>
      spots.reduce((sum, spot) => sum + of(spot), 0) / spots.length
    const { width } = canvas
    return {
      x: (mean(spot => spot % width) + 0.5) * 4,
      y: (mean(spot => Math.floor(spot / width)) + 0.5) * 4,
    }
  })
  return { x: (at.x - box.left) / box.width, y: (at.y - box.top) / box.height }
}

test('[G21] a press tells where it was in what was hit and in what is around it', async () => {
  for (const { id } of sessions) {
    const events = await server.api<{ data: { type?: number; within?: number[] } }[]>(
      `/sessions/${id}/events`,
    )
    const [within = []] = events.flatMap(({ data }) => (data.within ? [data.within] : []))
    // The button and the body and the page, in thousandths.
    expect(within).toHaveLength(6)
    expect(Math.abs((within[0] ?? 0) - 900)).toBeLessThan(5)
    expect(Math.abs((within[1] ?? 0) - 200)).toBeLessThan(30)
  }
})

test('[U73] a press near an edge of a button is near it in every layout of the button', async () => {
  for (const { id } of sessions) {
    await page.goto(`${server.origin}/behaviour/heatmaps?page=/plans&width=300-1200&background=${id}`)
    await soon(() => page.locator('.heat-legend').textContent()).toMatch(
      /All 2 clicks of 2 sessions: 2 where in their element they were\./,
    )
    await soon(async () => Math.abs((await hottest()).x - 0.9)).toBeLessThan(0.04)
    expect(Math.abs((await hottest()).y - 0.2)).toBeLessThan(0.15)
  }
})
