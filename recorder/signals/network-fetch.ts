import type { CaptureContext } from '../signal.ts'
import { listen } from './listen.ts'
import type { Begin, End, Exchange } from './network-exchange.ts'
import { observe } from './observe.ts'
import { patch } from './patch.ts'

/** ms after the headers at which an answer counts as complete when the browser does not tell its end. */
const BODY_MS = 10_000

/** A fetch that is not over. Its headers, and the browser's timing of its body, come in either order. */
interface Open {
  exchange: Exchange
  end?: End
  timing?: PerformanceResourceTiming
}

export function captureFetch({ guard }: CaptureContext, begin: Begin): () => void {
  const open = new Set<Open>()
  const finish = (one: Open) => {
    if (!one.end || !open.delete(one)) return
    const { exchange, end, timing } = one
    // The size is 0 when another origin does not allow us to know it.
    const responseBytes = timing?.encodedBodySize || end.responseBytes
    exchange.end({ ...end, responseBytes, ...(timing && { duration: Math.round(timing.duration) }) })
  }
  const timings = observe(
    'resource',
    guard(entry => {
      if (!(entry instanceof PerformanceResourceTiming) || entry.initiatorType !== 'fetch') return
      let latest: Open | undefined
      for (const one of open) {
        const { href, clock } = one.exchange
        if (!one.timing && href === entry.name && clock <= entry.startTime) latest = one
      }
      if (!latest) return
      latest.timing = entry
      finish(latest)
    }),
  )

  const answered = guard((one: Open, response: Response) => {
    // Optional: pages replace fetch by stand-ins that answer less than a Response.
    const responseBytes = Number(response.headers?.get('content-length')) || undefined
    const tell = (responseBody?: string) => {
      one.end = { status: response.status, responseBytes, responseBody }
      if (one.timing) finish(one)
      else setTimeout(finish, BODY_MS, one)
    }
    if (!one.exchange.wantsBody) return tell()
    const copy = response.clone().text()
    copy.then(tell, () => tell())
  })
  const failed = guard((one: Open, error: unknown) => {
    one.end = { status: 0, error: error instanceof Error ? error.name : 'failed' }
    finish(one)
  })

  const before = guard(([input, init]: Parameters<typeof fetch>) => {
    const exchange = begin(init?.keepalive ? 'beacon' : 'fetch', () => {
      const asked = input instanceof Request ? input : undefined
      return {
        method: init?.method ?? asked?.method ?? 'GET',
        href: asked?.url ?? String(input),
        body: init?.body,
      }
    })
    if (!exchange) return undefined
    const one: Open = { exchange }
    open.add(one)
    // The page gets what `then` gives, not the first promise: a rejection nobody handles stays unhandled.
    return (answer: Promise<Response>) => {
      if (typeof answer?.then !== 'function') return answer
      return answer.then(
        response => {
          answered(one, response)
          return response
        },
        (error: unknown) => {
          failed(one, error)
          throw error
        },
      )
    }
  })
  const finishAll = guard(() => open.forEach(finish))
  const stops = [
    patch(window, 'fetch', window.fetch, before),
    timings.stop,
    // What is known by then must not wait for an end that nobody will see.
    listen(window, 'pagehide', finishAll),
    finishAll,
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
