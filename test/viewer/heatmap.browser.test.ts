import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { element, Tape, words } from '../derive/tape.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

/** Someone in the cart, who presses Pay, and Help or not. Help stands below the fold. */
function visit(nth: number, help: boolean): Tape {
  const tall = element(20, 'div', { style: 'height: 1500px' }, words(21, 'Your cart'))
  const pay = element(
    10,
    'button',
    { type: 'button', style: 'display: block; width: 200px' },
    words(11, 'Pay'),
  )
  const low = element(
    12,
    'button',
    { type: 'button', style: 'display: block; width: 200px' },
    words(13, 'Help'),
  )
  const tape = new Tape().page(0, 'https://x.test/cart', pay, tall, low)
  tape.click(4_000, 10, 50, 20)
  if (help) {
    tape.incremental(5_000, 3, { id: 1, x: 0, y: 900 })
    tape.click(6_000, 12, 50, 640)
  }
  return tape.on(12_000 + nth)
}

beforeAll(async () => {
  server = await startServer()
  for (let i = 0; i < 4; i++) {
    await server.api('/sessions/import', { method: 'POST', body: visit(i, i === 0).events })
  }
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const row = (name: string) =>
  page
    .getByRole('region', { name: 'By element' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
/** Screen px of a place of the recorded page. */
async function onScreen(x: number, y: number): Promise<{ x: number; y: number }> {
  const world = await page.locator('.heat-world').boundingBox()
  const width = Number.parseFloat(
    (await page.locator('.heat-world').getAttribute('style'))?.match(/width: ([\d.]+)px/)?.[1] ?? '1',
  )
  const scale = (world?.width ?? 0) / width
  return { x: (world?.x ?? 0) + x * scale, y: (world?.y ?? 0) + y * scale }
}

describe('the heatmap in the viewer', () => {
  it('[U77] stands on the recorded page, rebuilt as high as it is', async () => {
    await page.goto(`${server.origin}/behaviour/heatmaps?page=/cart`)
    // Imported windows are 1,000 px wide.
    await soon(() => page.locator('.heat-legend').textContent()).toMatch(
      /All 5 clicks of 4 sessions: 5 on their element, where in it by guess/,
    )
    const frame = page.frameLocator('.heat-room iframe')
    expect(await frame.locator('body').textContent()).toContain('Your cart')
    const height = await page.locator('.heat-room iframe').evaluate(one => one.clientHeight)
    expect(height).toBeGreaterThan(1_500)
    expect(await row('Pay').textContent()).toMatch(/100%4 of 4/)
    // Help was below the fold for all but one.
    expect(await row('Help').textContent()).toMatch(/100%1 of 1/)
    expect(await seriousOn(page)).toEqual([])
  })

  it('[U73] something is drawn where the clicks were', async () => {
    const { x, y } = await page.locator('.heat-canvas').evaluate(canvas => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
      const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
      let best = { at: 0, alpha: 0 }
      for (let i = 3; i < (image?.data.length ?? 0); i += 4) {
        const alpha = image?.data[i] ?? 0
        if (alpha > best.alpha) best = { at: (i - 3) / 4, alpha }
      }
      return { x: (best.at % canvas.width) * 4, y: Math.floor(best.at / canvas.width) * 4 }
    })
    expect(Math.abs(x - 50)).toBeLessThan(30)
    expect(Math.abs(y - 20)).toBeLessThan(30)
  })

  it('[U72] picture and list point at each other', async () => {
    const { x, y } = await onScreen(60, 20)
    await page.mouse.move(x, y)
    await soon(() => page.locator('.heat-row.pointed .heat-name').textContent()).toContain('Pay')
    await row('Help').hover()
    await soon(() => page.locator('.heat-tip').textContent()).toContain('Help')
  })

  it('[U74] a spot leads to the session at that moment', async () => {
    const { x, y } = await onScreen(60, 20)
    await page.mouse.click(x, y)
    const sessions = page.getByRole('region', { name: 'Sessions' })
    await soon(() => sessions.getByRole('link', { name: /0:04/ }).count()).toBe(4)
    expect(new URL(page.url()).searchParams.get('element')).toContain('Pay')
    expect(await seriousOn(page)).toEqual([])
    await sessions.getByRole('link', { name: /0:04/ }).first().click()
    await soon(() => page.locator('.controls-time b').textContent()).toBe('0:04')
    await page.goBack()
    await page.getByRole('link', { name: 'Back to the list' }).click()
    await row('Pay').waitFor()
  })

  it('[U76] a kind of click nobody made is told in a sentence, beside no scale', async () => {
    await page.goto(`${server.origin}/behaviour/heatmaps?page=/cart&kind=error`)
    await page.getByText('No error clicks among the 5 clicks of 4 sessions.').waitFor()
    expect(await page.locator('.heat-gradient').count()).toBe(0)
  })

  it('[U72] of first clicks the list tells how many each element had', async () => {
    await page.goto(`${server.origin}/behaviour/heatmaps?page=/cart&kind=first`)
    await soon(() => row('Pay').textContent()).toContain('4 first clicks')
    expect(await row('Help').textContent()).not.toContain('first clicks')
  })

  it('[U77] another background can be chosen by hand, and leads to its session; the typical one stays named', async () => {
    const choice = page.getByRole('combobox', { name: /^Background/ })
    await soon(() => choice.locator('option').count()).toBe(4)
    const [typical, other] = await choice.locator('option').allTextContents()
    await choice.selectOption({ index: 1 })
    await soon(() => new URL(page.url()).searchParams.get('background')).not.toBeNull()
    expect(await choice.locator('option').allTextContents()).toContain(typical)
    await soon(() => choice.locator('option:checked').textContent()).toBe(other)
    const watch = page.getByRole('link', { name: 'Watch it' })
    await soon(() => watch.getAttribute('href')).toContain(
      new URL(page.url()).searchParams.get('background') ?? '-',
    )
  })

  it('[U76] a page nobody visited is told in a sentence', async () => {
    await page.goto(`${server.origin}/behaviour/heatmaps?page=/nowhere&width=320-480`)
    await page.getByText('No visit shows this page in a window 320 to 480 px wide.').waitFor()
    expect(await page.locator('.heat-canvas').count()).toBe(0)
    expect(await seriousOn(page)).toEqual([])
  })
})
