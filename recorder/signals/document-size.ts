import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'

/** ms between two sizes that are told, and between two looks while the visitor scrolls. */
const SPACED_MS = 500

/** How large the page is: when it is shown, and when it grows or shrinks. */
export function captureDocumentSize({ emit, nodeId, guard }: CaptureContext): () => void {
  const root = document.documentElement
  let scroller: Element | undefined
  let told = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let look = false
  // Called after layout and before paint: here the sizes are known and cost nothing.
  const observer =
    window.ResizeObserver &&
    new ResizeObserver(
      guard(() => {
        const within = scroller?.isConnected ? scroller : undefined
        const { scrollWidth, scrollHeight } = within ?? root
        const height = scrollHeight + (within ? innerHeight - within.clientHeight : 0)
        const size = { width: scrollWidth, height, ...(within && { scroller: nodeId(within) }) }
        const now = JSON.stringify(size)
        if (now === told) return
        look = timer !== undefined
        if (look) return
        told = now
        emit('document', size)
        later()
      }),
    )
  if (!observer) return () => {}
  /** Observing anew calls back after the next layout. */
  const measure = guard(() => {
    timer = undefined
    if (!look) return
    look = false
    observer.unobserve(root)
    observer.observe(root)
  })
  const later = () => {
    timer ??= setTimeout(measure, SPACED_MS)
  }
  for (const node of [root, document.body]) if (node) observer.observe(node)
  const stopScroll = listen(
    document,
    'scroll',
    guard(({ target }) => {
      // A page that scrolls in a part of its own, as large as the window, and not as a whole.
      const isMain =
        target instanceof Element &&
        target !== root &&
        target.clientHeight > innerHeight / 2 &&
        target.clientWidth > innerWidth / 2 &&
        root.scrollHeight <= innerHeight
      if (isMain) scroller = target
      look = true
      later()
    }),
  )
  return () => {
    stopScroll()
    clearTimeout(timer)
    observer.disconnect()
  }
}
