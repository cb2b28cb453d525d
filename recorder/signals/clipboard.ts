import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'
import { patch } from './patch.ts'

/** That something was copied, cut or pasted, also by a script; never what. */
export function captureClipboard({ emit, guard }: CaptureContext): () => void {
  const stopEvents = listen(
    document,
    'copy cut paste',
    guard(({ type }) => {
      if (type === 'copy' || type === 'cut' || type === 'paste') emit('clipboard', { action: type })
    }),
  )
  const { clipboard } = navigator
  // Absent where the page is not served over https.
  const stopWrites = ['write', 'writeText'].map(name =>
    clipboard
      ? patch(
          clipboard,
          name,
          Reflect.get(clipboard, name),
          guard(() => {
            emit('clipboard', { action: 'copy' })
            return undefined
          }),
        )
      : () => {},
  )
  return () => {
    for (const stop of stopWrites) stop()
    stopEvents()
  }
}
