import type { Signals } from '../../contract/signals.ts'
import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'
import { shortText, stackOf } from './text.ts'
import { createThrottle } from './throttle.ts'

const MAX_FAILURES_A_SECOND = 20

/** Uncaught errors, unhandled rejections, resources that did not load, and what the page's policy refused. */
export function captureFailures(context: CaptureContext): () => void {
  const hasRoom = createThrottle(context, 'failures', MAX_FAILURES_A_SECOND)
  const tell = (failure: Signals['failure']) => {
    if (failure.source?.startsWith(context.ownEndpoint)) return
    if (failure.source) failure.source = context.cleanUrl(failure.source)
    if (hasRoom()) context.emit('failure', failure)
  }

  const read = (event: Event): Signals['failure'] | undefined => {
    if (event instanceof ErrorEvent) {
      const { message, filename: source, lineno: line, colno: column, error } = event
      return {
        kind: 'uncaught',
        message: shortText(context, message),
        source,
        line,
        column,
        stack: stackOf(context, error),
      }
    }
    if (event instanceof PromiseRejectionEvent) {
      const { reason } = event
      return { kind: 'rejection', message: shortText(context, reason), stack: stackOf(context, reason) }
    }
    if (event instanceof SecurityPolicyViolationEvent) {
      const { blockedURI, lineNumber: line, columnNumber: column } = event
      const message = shortText(
        context,
        `${event.effectiveDirective} refused ${context.cleanUrl(blockedURI)}`,
      )
      return { kind: 'csp', message, source: event.sourceFile, line, column }
    }
    const { target } = event
    if (!(target instanceof Element)) return undefined
    const source = target.getAttribute('src') ?? target.getAttribute('href') ?? ''
    return {
      kind: 'resource',
      message: `${target.localName} did not load`,
      source: new URL(source, target.baseURI).href,
    }
  }
  return listen(
    window,
    'error unhandledrejection securitypolicyviolation',
    context.guard(event => {
      const failure = read(event)
      if (failure) tell(failure)
    }),
  )
}
