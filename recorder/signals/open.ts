import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'
import { patch } from './patch.ts'

/** What the browser shows outside of the page, and a recording cannot: a click that led there was answered. */
const DIALOGS = 'alert confirm prompt showOpenFilePicker showSaveFilePicker showDirectoryPicker'.split(' ')

/** Windows and dialogs that are opened, links that open a tab, and downloads. */
export function captureOpen({ emit, cleanUrl, guard }: CaptureContext): () => void {
  const follow = (link: Element | null, elsewhere = false) => {
    if (!(link instanceof HTMLAnchorElement)) return
    const download = link.hasAttribute('download')
    if (download || elsewhere || /^(?!_self|_top|_parent)./.test(link.target))
      emit('open', { href: cleanUrl(link.href), download })
  }
  const watch = (owner: object, name: string, tell: (args: unknown[], self: unknown) => void) =>
    patch(
      owner,
      name,
      Reflect.get(owner, name),
      guard((args: unknown[], self: unknown) => {
        tell(args, self)
        return undefined
      }),
    )
  const opened = () => emit('open', { href: '', download: false })
  // A link or a file field outside of the page is clicked by scripts alone, and no event tells of it.
  const apart = (_: unknown, self: unknown) => {
    if (!(self instanceof Element) || self.isConnected) return
    follow(self)
    if (self instanceof HTMLInputElement && self.type === 'file') opened()
  }
  const stops = [
    watch(window, 'open', ([href]) => emit('open', { href: cleanUrl(String(href ?? '')), download: false })),
    ...DIALOGS.map(name => watch(window, name, opened)),
    watch(navigator, 'share', opened),
    watch(HTMLInputElement.prototype, 'showPicker', opened),
    watch(HTMLInputElement.prototype, 'click', apart),
    watch(HTMLAnchorElement.prototype, 'click', apart),
    watch(HTMLAnchorElement.prototype, 'dispatchEvent', ([event], self) => {
      if (event instanceof MouseEvent && event.type === 'click') apart(event, self)
    }),
    listen(
      document,
      'click auxclick',
      guard(event => {
        const [target] = event.composedPath()
        if (!(event instanceof MouseEvent && target instanceof Element)) return
        follow(target.closest('a[href]'), event.ctrlKey || event.metaKey || event.button === 1)
      }),
    ),
  ]
  return () => {
    for (const stop of stops.reverse()) stop()
  }
}
