import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'

/** Pinch zoom, in steps that can be seen. */
export function captureZoom({ emit, guard }: CaptureContext): () => void {
  const viewport = window.visualViewport
  if (!viewport) return () => {}
  let last = 1
  return listen(
    viewport,
    'resize',
    guard(() => {
      const scale = Math.round(viewport.scale * 10) / 10
      if (scale === last) return
      last = scale
      emit('zoom', { scale })
    }),
  )
}
