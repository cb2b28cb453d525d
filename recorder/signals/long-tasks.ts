import type { CaptureContext } from '../signal.ts'
import { observe } from './observe.ts'

/** Tasks that kept the main thread for more than 50 ms. */
export function captureLongTasks({ emit, guard }: CaptureContext): () => void {
  const tell = guard(({ duration }: PerformanceEntry) => emit('longTask', { duration: Math.round(duration) }))
  return observe('longtask', tell).stop
}
