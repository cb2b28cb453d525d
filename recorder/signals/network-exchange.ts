import type { Signals } from '../../contract/signals.ts'
import type { CaptureContext } from '../signal.ts'
import { createThrottle } from './throttle.ts'

const MAX_REQUESTS_A_SECOND = 100
/** Characters of a body, where the site asked for it. */
const MAX_BODY = 10_000

type Network = Signals['network']
export type End = Pick<Network, 'status' | 'responseBytes' | 'error' | 'responseBody'> &
  Partial<Pick<Network, 'duration'>>

/** A request that is under way. */
export interface Exchange {
  /** Whether the site asked for the bodies of this address. */
  wantsBody: boolean
  href: string
  /** ms since the page began. */
  clock: number
  end: (end: End) => void
}

/**
 * Tells that a request begins; undefined when it is ours or one too many. `read` may run code of the page
 * (getters, toString): when that throws, the call itself tells the page.
 */
export type Begin = (
  kind: Network['kind'],
  read: () => { method: string; href: string; body: unknown },
) => Exchange | undefined

/** Bytes of a body, as far as that is known without reading it. */
function sizeOf(body: unknown): number | undefined {
  if (typeof body === 'string') return body.length
  if (body instanceof Blob) return body.size
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : undefined
}

export function createExchanges({ emit, cleanUrl, maskText, guard, ...context }: CaptureContext): Begin {
  const hasRoom = createThrottle({ emit, guard }, 'network', MAX_REQUESTS_A_SECOND)
  const cut = (body: unknown) =>
    typeof body === 'string' ? maskText(body.slice(0, 2 * MAX_BODY)).slice(0, MAX_BODY) : undefined

  return (kind, read) => {
    let asked: ReturnType<typeof read>
    let href: string
    try {
      asked = read()
      href = new URL(asked.href, document.baseURI).href
    } catch {
      return undefined
    }
    if (href.startsWith(context.ownEndpoint) || !hasRoom()) return undefined
    const wantsBody = context.networkBodies.some(prefix => href.startsWith(prefix))
    const request = { kind, method: asked.method.toUpperCase(), url: cleanUrl(href) }
    const startedAt = Date.now()
    const clock = performance.now()
    emit('request', request)
    return {
      wantsBody,
      href,
      clock,
      end: guard(({ responseBody, ...end }) =>
        emit('network', {
          ...request,
          startedAt,
          duration: Math.round(performance.now() - clock),
          requestBytes: sizeOf(asked.body),
          ...end,
          ...(wantsBody && { requestBody: cut(asked.body), responseBody: cut(responseBody) }),
        }),
      ),
    }
  }
}
