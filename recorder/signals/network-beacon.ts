import type { CaptureContext } from '../signal.ts'
import type { Begin } from './network-exchange.ts'
import { patch } from './patch.ts'

export function captureBeacon({ guard }: CaptureContext, begin: Begin): () => void {
  const before = guard(([href, body]: Parameters<typeof navigator.sendBeacon>) => {
    const exchange = begin('beacon', () => ({ method: 'POST', href: String(href), body }))
    return (
      exchange &&
      ((accepted: boolean) => {
        exchange.end({ status: 0, error: accepted ? undefined : 'refused' })
        return accepted
      })
    )
  })
  return patch(navigator, 'sendBeacon', navigator.sendBeacon, before)
}
