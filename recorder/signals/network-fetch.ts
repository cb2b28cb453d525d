import type { CaptureContext } from '../signal.ts'
import type { Begin, Exchange } from './network-exchange.ts'
import { patch } from './patch.ts'

export function captureFetch({ guard }: CaptureContext, begin: Begin): () => void {
  const answered = guard((exchange: Exchange, response: Response) => {
    // Optional: pages replace fetch by stand-ins that answer less than a Response.
    const end = {
      status: response.status,
      responseBytes: Number(response.headers?.get('content-length')) || undefined,
    }
    if (!exchange.wantsBody) return exchange.end(end)
    const copy = response.clone().text()
    copy.then(
      responseBody => exchange.end({ ...end, responseBody }),
      () => exchange.end(end),
    )
  })
  const failed = guard((exchange: Exchange, error: unknown) =>
    exchange.end({ status: 0, error: error instanceof Error ? error.name : 'failed' }),
  )

  const before = guard(([input, init]: Parameters<typeof fetch>) => {
    const exchange = begin('fetch', () => {
      const asked = input instanceof Request ? input : undefined
      return {
        method: init?.method ?? asked?.method ?? 'GET',
        href: asked?.url ?? String(input),
        body: init?.body,
      }
    })
    if (!exchange) return undefined
    // The page gets what `then` gives, not the first promise: a rejection nobody handles stays unhandled.
    return (answer: Promise<Response>) => {
      if (typeof answer?.then !== 'function') return answer
      return answer.then(
        response => {
          answered(exchange, response)
          return response
        },
        (error: unknown) => {
          failed(exchange, error)
          throw error
        },
      )
    }
  })
  return patch(window, 'fetch', window.fetch, before)
}
