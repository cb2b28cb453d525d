import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'

/** Whether the tab is seen, and whether it has the keyboard. */
export function captureVisibility({ emit, guard }: CaptureContext): () => void {
  const tell = () =>
    emit('visibility', { state: document.visibilityState === 'hidden' ? 'hidden' : 'visible' })
  tell()
  const stopVisibility = listen(document, 'visibilitychange', guard(tell))
  const stopFocus = listen(
    window,
    'focus blur',
    guard(({ type, target }) => {
      if (target === window) emit('focus', { focused: type === 'focus' })
    }),
  )
  return () => {
    stopFocus()
    stopVisibility()
  }
}
