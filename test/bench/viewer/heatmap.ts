import type { Browser } from 'playwright-core'
import { cellsOf } from '../../../server/read/behaviour/heatmap/cells.ts'
import { HeatFold } from '../../../server/store/heat/fold.ts'
import { CLICK_NUMBERS, type HeatView } from '../../../server/store/heat/view.ts'
import { element, Tape, words } from '../../derive/tape.ts'
import { startServer } from '../../running-server.ts'
import { type Tasks, tasksDuring } from './tasks.ts'

const ELEMENTS = 60
const ROW_PX = 160
const PER_VIEW = 10
const WIDTHS = [1_280, 1_366, 1_440, 1_920]
/** Frames panned over: down the page and up again. */
const FRAMES = 300

export interface HeatResult {
  clicks: number
  cells: number
  /** Of the main thread, from the address to the picture. */
  drawing: Tasks
  panning: Tasks
  frames: number
}

/** A page of sixty links with so many clicks on them, drawn, and panned over. */
export async function measureHeatmap(browser: Browser, clicks: number): Promise<HeatResult> {
  const server = await startServer()
  try {
    await server.api('/sessions/import', { method: 'POST', body: longPage().events })
    const answer = manyClicks(clicks)
    const page = await browser.newPage({ viewport: { width: 1360, height: 860 } })
    await page.goto(`${server.origin}/sign-in#token=${server.token}`)
    await page.getByRole('heading', { name: 'Sessions' }).waitFor()
    await page.route(/\/api\/heatmaps\?/, route => route.fulfill({ json: answer }))
    const drawing = await tasksDuring(page, async () => {
      await page.goto(`${server.origin}/behaviour/heatmaps?page=/long&width=1-9999`)
      await page.getByText(`All ${clicks.toLocaleString('en')} clicks`).waitFor()
      await page.waitForFunction(isDrawn)
    })
    await page.getByText('100%', { exact: true }).click()
    const panning = await tasksDuring(page, () => page.evaluate(pan, FRAMES))
    await page.close()
    return { clicks, cells: answer.cells.count, drawing, panning, frames: FRAMES }
  } finally {
    await server.stop()
  }
}

/** In the page: the canvas is no longer of the size it has before anything is drawn. */
function isDrawn(): boolean {
  const canvas = document.querySelector<HTMLCanvasElement>('.heat-canvas')
  return canvas !== null && canvas.height > 1_000
}

/** In the page: a hand that drags the page, moving the pointer over it. */
async function pan(frames: number): Promise<void> {
  const view = document.querySelector('.heat-frame')
  const over = document.querySelector('.heat-touch')
  if (!view || !over) throw new Error('no picture')
  for (let i = 0; i < frames; i++) {
    view.scrollTop += i < frames / 2 ? 40 : -40
    over.dispatchEvent(
      new PointerEvent('pointermove', { clientX: 300 + (i % 200), clientY: 500, bubbles: true }),
    )
    await new Promise(resolve => requestAnimationFrame(resolve))
  }
}

const styleOf = (i: number) =>
  `position: absolute; left: ${(i % 3) * 300 + 40}px; top: ${i * ROW_PX}px; width: 240px; height: 60px`

function longPage(): Tape {
  const links = Array.from({ length: ELEMENTS }, (_, i) =>
    element(
      100 + 2 * i,
      'button',
      { id: nameOf(i), type: 'button', style: styleOf(i) },
      words(101 + 2 * i, nameOf(i)),
    ),
  )
  const tall = element(20, 'div', { style: `height: ${ELEMENTS * ROW_PX}px` })
  return new Tape()
    .page(0, 'https://x.test/long', tall, ...links)
    .click(2_000, 100)
    .on(20_000)
}

/** Letters alone: digits of names are folded. */
function nameOf(i: number): string {
  return `part-${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}`
}

/** As the API answers it: from views like those the store keeps. */
function manyClicks(clicks: number) {
  const fold = new HeatFold('clicks')
  let seed = 1
  // Numerical Recipes' generator: the same clicks each time.
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  for (let view = 0; view < clicks / PER_VIEW; view++) {
    const numbers = new Int32Array(PER_VIEW * CLICK_NUMBERS)
    for (let i = 0; i < PER_VIEW; i++) {
      const of = Math.floor(random() * random() * ELEMENTS)
      const [across, down] = [random(), random()]
      const x = (of % 3) * 300 + 40 + Math.round(across * 240)
      const y = of * ROW_PX + Math.round(down * 60)
      const within = [(Math.floor(across * 256) + 1) << 16, Math.floor(down * 256) << 18] as const
      numbers.set([i * 1_000, x | within[0], y | within[1], (of + 1) << 2], i * CLICK_NUMBERS)
    }
    fold.add({ side: 0, found: [], goal: Number.NEGATIVE_INFINITY, views: [viewOf(view, numbers)] })
  }
  const fingerprint = (key: number) => ({
    element: `button#${nameOf(key - 1)}`,
    name: nameOf(key - 1),
    role: 'button',
  })
  const { sides, cells, elements, reached, ...rest } = fold.answer(fingerprint)
  return {
    ...sides[0],
    ...rest,
    cells: cellsOf(cells),
    elements: elements.map(({ sides: [counts], ...one }) => ({
      ...one,
      ...counts,
      interval: { low: 0, high: 1 },
    })),
    reached: reached[0],
  }
}

function viewOf(nth: number, clicks: Int32Array): HeatView {
  const width = WIDTHS[nth % WIDTHS.length] ?? 1_280
  return {
    ...{ nth: 0, pattern: '/long', at: 0, until: 60_000, width, height: 800 },
    ...{ documentHeight: ELEMENTS * ROW_PX, seenTo: ELEMENTS * ROW_PX, clicks, inView: [], moves: [] },
  }
}
