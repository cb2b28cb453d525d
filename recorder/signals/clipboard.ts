import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'

/** That something was copied, cut or pasted; never what. */
export function captureClipboard({ emit, guard }: CaptureContext): () => void {
  return listen(
    document,
    'copy cut paste',
    guard(({ type }) => {
      if (type === 'copy' || type === 'cut' || type === 'paste') emit('clipboard', { action: type })
    }),
  )
}
