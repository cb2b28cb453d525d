/** The recorded page behind the picture: rebuilt at one moment, standing still, as high as the whole page. */
import type { SessionDetail } from '../../../contract/api.ts'
import { createTabLoader, type FetchBatch } from '../../replay/loader.ts'
import { createTabReplay } from '../../replay/tab-replay.ts'
import type { Box } from './anchors.ts'
import { freezeViewportUnits } from './viewport-units.ts'

export interface Scene {
  readonly element: HTMLElement
  /** Of the whole page, px. */
  readonly size: { width: number; height: number }
  /** Where the nodes are on the page; those that are not seen are left out. */
  boxes(nodes: readonly number[]): Box[]
  destroy(): void
}

/** Pictures and style sheets of the page are waited for so long, ms. */
const LOAD_MS = 2_500
/** A page that grows without end is cut here, px. */
const MOST_PX = 30_000

/** Null when the recording has no picture of that moment. */
export async function buildScene(
  session: SessionDetail,
  tab: string,
  at: number,
  fetchBatch: FetchBatch,
  room: HTMLElement,
): Promise<Scene | null> {
  const recording = session.recordings.find(one => one.id === tab)
  if (!recording?.batches.some(batch => batch.snapshot)) return null
  const window = { width: 0, height: 0 }
  const loader = createTabLoader(recording, session.clockOffset, fetchBatch)
  const replay = createTabReplay(loader, (width, height) => Object.assign(window, { width, height }))
  room.append(replay.element)
  try {
    await replay.show(at)
  } catch (cause) {
    replay.destroy()
    throw cause
  }
  const frame = replay.frame()
  const page = frame?.contentDocument
  if (!frame || !page?.body) {
    replay.destroy()
    return null
  }
  await loaded(page)
  const width = window.width || frame.clientWidth
  freezeViewportUnits(page, width, window.height || frame.clientHeight)
  frame.style.width = `${width}px`
  // The lowest the page can be first: a page shorter than its window is shown as high as the window.
  frame.style.height = `${window.height || frame.clientHeight}px`
  const height = Math.min(MOST_PX, Math.max(page.documentElement.scrollHeight, page.body.scrollHeight))
  frame.style.height = `${height}px`
  page.defaultView?.scrollTo(0, 0)

  return {
    element: replay.element,
    size: { width, height },
    boxes: nodes => nodes.flatMap(id => boxOf(replay.node(id), page) ?? []),
    destroy: replay.destroy,
  }
}

async function loaded(page: Document): Promise<void> {
  const pictures = [...page.images].filter(image => !image.complete && image.loading !== 'lazy')
  const sheets = [...page.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"]')].filter(
    link => !link.sheet,
  )
  const all = [...pictures, ...sheets].map(
    one =>
      new Promise<void>(done => {
        one.addEventListener('load', () => done(), { once: true })
        one.addEventListener('error', () => done(), { once: true })
      }),
  )
  const late = new Promise<void>(done => setTimeout(done, LOAD_MS))
  await Promise.race([Promise.all([...all, page.fonts.ready]), late])
}

/** By the page; what stands in a frame within it is counted from there. */
function boxOf(node: Node | null, page: Document): Box | null {
  if (!node || !('getBoundingClientRect' in node) || typeof node.getBoundingClientRect !== 'function')
    return null
  const { left, top, width, height }: DOMRect = node.getBoundingClientRect()
  if (width === 0 || height === 0) return null
  const box = { left, top, width, height }
  let owner = node.ownerDocument
  while (owner && owner !== page) {
    const around = owner.defaultView?.frameElement
    if (!around) return null
    const outer = around.getBoundingClientRect()
    box.left += outer.left
    box.top += outer.top
    owner = around.ownerDocument
  }
  const view = page.defaultView
  return { ...box, left: box.left + (view?.scrollX ?? 0), top: box.top + (view?.scrollY ?? 0) }
}
