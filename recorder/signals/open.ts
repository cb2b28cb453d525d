import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'
import { patch } from './patch.ts'

/** Windows that are opened, links that open a tab, and downloads. */
export function captureOpen({ emit, cleanUrl, guard }: CaptureContext): () => void {
  const stopOpen = patch(
    window,
    'open',
    window.open,
    guard(([href]) => {
      emit('open', { href: cleanUrl(String(href ?? '')), download: false })
      return undefined
    }),
  )
  const stopLinks = listen(
    document,
    'click auxclick',
    guard(event => {
      const [target] = event.composedPath()
      if (!(event instanceof MouseEvent && target instanceof Element)) return
      const link = target.closest('a[href]')
      if (!(link instanceof HTMLAnchorElement)) return
      const download = link.hasAttribute('download')
      const elsewhere =
        event.ctrlKey || event.metaKey || event.button === 1 || /^(?!_self|_top|_parent)./.test(link.target)
      if (download || elsewhere) emit('open', { href: cleanUrl(link.href), download })
    }),
  )
  return () => {
    stopLinks()
    stopOpen()
  }
}
