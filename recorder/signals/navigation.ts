import type { Signals } from '../../contract/signals.ts'
import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'
import { patch } from './patch.ts'

type How = Signals['navigation']['how']
const HOW: Record<string, How> = { push: 'push', replace: 'replace', traverse: 'pop' }

const withoutHash = (href: string): string => href.split('#', 1)[0] ?? ''

/** The address that was told last: after a pause, only another one is news. */
let current = ''

/** Loads, route changes and returns from the back/forward cache. */
export function captureNavigation({ begins, emit, cleanUrl, pageTitle, guard }: CaptureContext): () => void {
  const tell = (how: How) => {
    current = location.href
    emit('navigation', { href: cleanUrl(current), title: pageTitle(), how })
  }
  const changed = guard((how: How) => {
    if (location.href === current) return
    tell(how !== 'replace' && withoutHash(location.href) === withoutHash(current) ? 'hash' : how)
  })

  if (begins === 'resume') changed('push')
  else tell(begins)
  const stops = [listen(window, 'popstate hashchange', () => changed('pop'))]
  const watchMethod = (name: 'pushState' | 'replaceState', how: How) =>
    patch(history, name, history[name], () => result => {
      changed(how)
      return result
    })
  if ('navigation' in window) {
    // Tells of every change of the address, also of `navigation.navigate()`, without a patched function.
    stops.push(
      listen(window.navigation, 'currententrychange', event => {
        if ('navigationType' in event) changed(HOW[String(event.navigationType)] ?? 'pop')
      }),
    )
  } else stops.push(watchMethod('pushState', 'push'), watchMethod('replaceState', 'replace'))
  return () => {
    for (const stop of stops) stop()
  }
}
