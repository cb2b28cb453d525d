import type { CaptureContext } from '../signal.ts'

/** Wraps callbacks that the page would otherwise see fail: the first throw is reported, the page never sees it. */
export function createGuard(onFailure: (message: string) => void): CaptureContext['guard'] {
  let failed = false
  return callback =>
    (...args) => {
      try {
        return callback(...args)
      } catch (error) {
        if (!failed) {
          failed = true
          onFailure(
            error instanceof Error
              ? `${error.message} ${error.stack?.split('\n')[1]?.trim() ?? ''}`
              : String(error),
          )
        }
        return undefined
      }
    }
}
