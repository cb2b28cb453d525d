import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { element, Tape, words } from '../derive/tape.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

/** A page twice as high as any frame, with a button at its top; and one whose recording begins without a snapshot. */
beforeAll(async () => {
  server = await startServer()
  const tape = new Tape().page(
    0,
    'https://x.test/tall',
    element(10, 'button', { type: 'button', style: 'display: block; width: 200px' }, words(11, 'Pay')),
    element(20, 'div', { style: 'height: 2500px' }, words(21, 'Much to read')),
  )
  tape.click(4_000, 10, 50, 20)
  await server.api('/sessions/import', { method: 'POST', body: tape.on(12_000).events })
  const start = Date.now() - 3_600_000
  const blind = [
    { type: 4, data: { href: 'https://x.test/blind', width: 1280, height: 800 }, timestamp: start },
    ...[1, 2, 3].map(n => ({
      ...{ type: 3, timestamp: start + 1_000 * n },
      data: { source: 2, type: 2, id: 5, x: 100, y: 200 },
    })),
  ]
  await server.api('/sessions/import', { method: 'POST', body: blind })
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const frame = () => page.locator('.heat-frame')
const wide = () => page.locator('.heat-world').evaluate(one => one.getBoundingClientRect().width)
const scrolled = () => frame().evaluate(one => ({ left: one.scrollLeft, top: one.scrollTop }))
const pathAndZoom = () => new URL(page.url()).searchParams.get('zoom')

async function opened(): Promise<number> {
  await page.goto(`${server.origin}/behaviour/heatmaps?page=/tall`)
  await page.frameLocator('.heat-room iframe').getByText('Much to read').waitFor()
  await soon(wide).toBeGreaterThan(300)
  return wide()
}

let fit = 0
beforeEach(async () => {
  fit = await opened()
})

it('[U79] the wheel with Ctrl zooms around the pointer, alone it scrolls; the address keeps it', async () => {
  const box = await frame().boundingBox()
  if (!box) throw new Error('There is no frame.')
  await page.mouse.move(box.x + 200, box.y + 100)
  await page.mouse.wheel(0, 120)
  await soon(async () => (await scrolled()).top).toBeGreaterThan(100)
  const before = await scrolled()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -400)
  await page.keyboard.up('Control')
  await soon(async () => (await wide()) / fit).toBeGreaterThan(2)
  const [after, factor] = [await scrolled(), (await wide()) / fit]
  // What was under the pointer still is, within a pixel of rounding on either side.
  expect(Math.abs((after.top + 100) / factor - (before.top + 100))).toBeLessThan(2)
  expect(Math.abs((after.left + 200) / factor - (before.left + 200))).toBeLessThan(2)
  await soon(pathAndZoom).toMatch(/^\d+$/)
  await page.reload()
  await soon(async () => Math.abs((await wide()) / fit - factor)).toBeLessThan(0.02)
})

it('[U79] keys zoom and scroll: + and -, 0 fits, arrows move', async () => {
  await frame().focus()
  await page.keyboard.press('+')
  await soon(async () => (await wide()) / fit).toBeCloseTo(1.25, 1)
  await page.keyboard.press('ArrowDown')
  await soon(async () => (await scrolled()).top).toBeGreaterThan(10)
  await page.keyboard.press('-')
  await page.keyboard.press('-')
  await soon(async () => (await wide()) / fit).toBeLessThan(0.9)
  await page.keyboard.press('0')
  await soon(async () => (await wide()) / fit).toBeCloseTo(1, 1)
  await soon(pathAndZoom).toBe(null)
})

it('[U79] two fingers zoom', async () => {
  await frame().evaluate(one => {
    const at = (y: number, identifier: number) =>
      new Touch({ identifier, target: one, clientX: 500, clientY: 500 + y })
    const tell = (type: string, apart: number) => {
      const touches = [at(-apart, 1), at(apart, 2)]
      one.dispatchEvent(new TouchEvent(type, { touches, bubbles: true, cancelable: true }))
    }
    tell('touchstart', 40)
    tell('touchmove', 60)
    tell('touchmove', 80)
  })
  await soon(async () => (await wide()) / fit).toBeCloseTo(2, 1)
})

it('[U79] a drag moves the page and opens nothing; a click opens, and shows the place', async () => {
  const box = await frame().boundingBox()
  if (!box) throw new Error('There is no frame.')
  await page.mouse.move(box.x + 300, box.y + 300)
  await page.mouse.down()
  await page.mouse.move(box.x + 300, box.y + 150, { steps: 4 })
  await page.mouse.up()
  await soon(async () => (await scrolled()).top).toBeGreaterThan(100)
  expect(page.url()).not.toContain('spot=')
  await page.mouse.click(box.x + 300, box.y + 200)
  await soon(() => page.url()).toContain('spot=')
  await page.locator('.heat-spot > i').waitFor()
  expect(await seriousOn(page)).toEqual([])
})

it('[U76] a page whose recordings have no picture says so, and draws and invents nothing', async () => {
  await page.goto(`${server.origin}/behaviour/heatmaps?page=/blind&width=desktop`)
  await page.getByText('No recording of this page has a picture of it').waitFor()
  await page.getByText('3 clicks, of which the recordings do not tell the elements.').waitFor()
  expect(await frame().isVisible()).toBe(false)
  expect(await page.locator('.heat-scale').count()).toBe(0)
})

it('[U77] the player leads to the heatmap of its page, drawn on it as it is at the moment', async () => {
  const { items } = await server.api<{ items: { id: string; fields: { entryPath: string } }[] }>('/sessions')
  const session = items.find(one => one.fields.entryPath === '/tall')?.id ?? ''
  await page.goto(`${server.origin}/sessions/${session}?t=6000`)
  await soon(() => page.locator('.controls-time b').textContent()).toBe('0:06')
  await page.getByRole('link', { name: 'Heatmap on this page, as it is now' }).click()
  await page.frameLocator('.heat-room iframe').getByText('Much to read').waitFor()
  const { searchParams } = new URL(page.url())
  expect(['page', 'width', 'background'].map(name => searchParams.get(name))).toEqual([
    '/tall',
    'tablet',
    session,
  ])
  await soon(() => page.getByLabel('State').locator('option:checked').textContent()).toBe('At 0:06')
})
