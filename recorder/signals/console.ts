import type { CaptureContext } from '../signal.ts'
import { patch } from './patch.ts'
import { shortText } from './text.ts'
import { createThrottle } from './throttle.ts'

const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const
const MAX_ARGUMENTS = 10
const MAX_LINES_A_SECOND = 50

/** Console lines, their arguments rendered, masked and cut. */
export function captureConsole(context: CaptureContext): () => void {
  const hasRoom = createThrottle(context, 'console', MAX_LINES_A_SECOND)
  const stops = LEVELS.map(level => {
    const record = context.guard((args: unknown[]) => {
      if (!hasRoom()) return
      context.emit('console', {
        level,
        args: args.slice(0, MAX_ARGUMENTS).map(one => shortText(context, one)),
      })
    })
    return patch(console, level, console[level], args => {
      record(args)
      return undefined
    })
  })
  return () => {
    for (const stop of stops) stop()
  }
}
