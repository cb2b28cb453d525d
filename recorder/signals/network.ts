import type { CaptureContext } from '../signal.ts'
import { captureBeacon } from './network-beacon.ts'
import { createExchanges } from './network-exchange.ts'
import { captureFetch } from './network-fetch.ts'
import { captureXhr } from './network-xhr.ts'

/** Requests of the page by fetch, XMLHttpRequest and sendBeacon. */
export function captureNetwork(context: CaptureContext): () => void {
  const begin = createExchanges(context)
  const stops = [captureFetch, captureXhr, captureBeacon].map(capture => capture(context, begin))
  return () => {
    for (const stop of stops) stop()
  }
}
