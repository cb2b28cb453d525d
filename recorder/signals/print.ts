import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'

export function capturePrint({ emit, guard }: CaptureContext): () => void {
  return listen(
    window,
    'beforeprint',
    guard(() => emit('print', {})),
  )
}
