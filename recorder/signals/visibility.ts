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
      // Into a frame of the page: the window has the keyboard still.
      const stays = type === 'blur' && document.activeElement instanceof HTMLIFrameElement
      if (target === window && !stays) emit('focus', { focused: type === 'focus' })
    }),
  )
  return () => {
    stopFocus()
    stopVisibility()
  }
}
