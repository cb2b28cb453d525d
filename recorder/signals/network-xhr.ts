import type { CaptureContext } from '../signal.ts'
import type { Begin } from './network-exchange.ts'
import { patch } from './patch.ts'

export function captureXhr({ guard }: CaptureContext, begin: Begin): () => void {
  const { prototype } = XMLHttpRequest
  const opened = new WeakMap<XMLHttpRequest, { method: unknown; href: unknown }>()
  const stopOpen = patch(prototype, 'open', prototype.open, ([method, href], xhr) => {
    if (xhr instanceof XMLHttpRequest) opened.set(xhr, { method, href })
    return undefined
  })

  const watch = guard((xhr: XMLHttpRequest, body: unknown) => {
    const target = opened.get(xhr)
    const exchange =
      target && begin('xhr', () => ({ method: String(target.method), href: String(target.href), body }))
    if (!exchange) return
    let error: string | undefined
    const finish = guard((event: ProgressEvent) => {
      if (event.type !== 'loadend') {
        error = event.type
        return
      }
      for (const type of ends) xhr.removeEventListener(type, finish)
      const text = exchange.wantsBody && /^(?:text)?$/.test(xhr.responseType) ? xhr.responseText : undefined
      exchange.end({ status: xhr.status, responseBytes: event.loaded, error, responseBody: text })
    })
    const ends = ['error', 'abort', 'timeout', 'loadend'] as const
    for (const type of ends) xhr.addEventListener(type, finish)
  })
  const stopSend = patch(prototype, 'send', prototype.send, ([body], xhr) => {
    if (xhr instanceof XMLHttpRequest) watch(xhr, body)
    return undefined
  })
  return () => {
    stopSend()
    stopOpen()
  }
}
