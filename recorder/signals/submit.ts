import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'

/** Forms that are sent, whatever the page then does with them. */
export function captureSubmit({ emit, nodeId, guard }: CaptureContext): () => void {
  return listen(
    document,
    'submit',
    guard(({ target }) => {
      if (target instanceof Node) emit('submit', { node: nodeId(target) })
    }),
  )
}
