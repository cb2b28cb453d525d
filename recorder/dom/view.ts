import { Source } from '../../contract/rrweb.ts'
import { isElement } from './known.ts'
import { on, type Root, spaced, targetOf, type Watch } from './watch.ts'

/** ms between two scroll positions of one element: rrweb's own figure. */
const SCROLL_MS = 100
const RESIZE_MS = 200
const SELECTION_MS = 200

/** Scrolling, of the page or anything in it. Shadow roots are watched too: scroll events stay in them. */
export function watchScroll(root: Root, { tell, known, guard }: Watch): () => void {
  let scrolled = new Set<Node>()
  const flush = () => {
    for (const node of scrolled) {
      const place = isElement(node) ? node : 'scrollingElement' in root && root.scrollingElement
      if (place)
        tell(() => ({ source: Source.Scroll, id: known.idOf(node), x: place.scrollLeft, y: place.scrollTop }))
    }
    scrolled = new Set()
  }
  const flushSpaced = spaced(SCROLL_MS, guard(flush))
  const stop = on(
    root,
    ['scroll'],
    event => {
      const node = targetOf(event)
      if (!node) return
      scrolled.add(node)
      flushSpaced()
    },
    guard,
  )
  return () => {
    flushSpaced.stop()
    flush()
    stop()
  }
}

/** The size of the viewport. */
export function watchResize({ tell, guard }: Watch): () => void {
  const changed = spaced(
    RESIZE_MS,
    guard(() => tell(() => ({ source: Source.ViewportResize, width: innerWidth, height: innerHeight }))),
  )
  const stop = on(window, ['resize'], changed, guard)
  return () => {
    changed.stop()
    stop()
  }
}

/** rrweb's numbers of media events. */
const MEDIA: Record<string, number> = { play: 0, pause: 1, seeked: 2, volumechange: 3, ratechange: 4 }

export function watchMedia(root: Root, { tell, known, guard }: Watch): () => void {
  return on(
    root,
    Object.keys(MEDIA),
    event => {
      const node = event.target
      if (!(node instanceof HTMLMediaElement)) return
      const { currentTime, volume, muted, playbackRate, loop } = node
      const type = MEDIA[event.type]
      tell(() => ({
        source: Source.MediaInteraction,
        type,
        id: known.idOf(node),
        currentTime,
        volume,
        muted,
        playbackRate,
        loop,
      }))
    },
    guard,
  )
}

/** What is marked. */
export function watchSelection(root: Document, { tell, known, guard }: Watch): () => void {
  let marked = false
  const changed = spaced(
    SELECTION_MS,
    guard(() => {
      const selection = root.getSelection()
      const collapsed = !selection || selection.isCollapsed
      // Moving the caret marks nothing.
      if (collapsed && !marked) return
      marked = !collapsed
      const ranges: object[] = []
      for (let i = 0; i < (marked && selection ? selection.rangeCount : 0); i++) {
        const { startContainer, startOffset, endContainer, endOffset } = selection!.getRangeAt(i)
        const [start, end] = [known.idOf(startContainer), known.idOf(endContainer)]
        if (start > 0 && end > 0) ranges.push({ start, startOffset, end, endOffset })
      }
      tell(() => ({ source: Source.Selection, ranges }))
    }),
  )
  const stop = on(root, ['selectionchange'], changed, guard)
  return () => {
    changed.stop()
    stop()
  }
}
