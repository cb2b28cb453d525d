import type { CaptureContext } from '../signal.ts'

const WINDOW_MS = 1000

/** Lets `limit` calls a second through; the rest is counted and the count recorded when the second is over. */
export function createThrottle(
  context: Pick<CaptureContext, 'emit' | 'guard'>,
  reason: string,
  limit: number,
): () => boolean {
  let room = limit
  let missed = 0
  let counting = false
  const renew = context.guard(() => {
    counting = false
    room = limit
    if (missed) context.emit('capture', { state: 'throttled', reason, missed })
    missed = 0
  })
  return () => {
    if (!counting) setTimeout(renew, WINDOW_MS)
    counting = true
    if (room-- > 0) return true
    missed++
    return false
  }
}
