// Runs in the page under test: rrweb with our options and all signals, without the core that sends.
import { record } from '@rrweb/record'
import { readSettings } from '../../../contract/settings.ts'
import { SIGNAL_PREFIX } from '../../../contract/signals.ts'
import { createPrivacy } from '../../../recorder/privacy/privacy.ts'
import type { CaptureContext } from '../../../recorder/signal.ts'
import { allSignals } from '../../../recorder/signals/signals.ts'

const captured = { events: [] as unknown[], failures: [] as string[], stop: () => {} }

function capture(given: unknown): void {
  const settings = readSettings(given)
  const privacy = createPrivacy(settings)
  const stopRecord = record({
    ...privacy.recordOptions,
    emit: event => captured.events.push(structuredClone(event)),
  })
  const context: CaptureContext = {
    emit: (name, payload) =>
      captured.events.push({ type: 5, timestamp: Date.now(), data: { tag: SIGNAL_PREFIX + name, payload } }),
    cleanUrl: privacy.cleanUrl,
    maskText: privacy.maskText,
    pageTitle: privacy.pageTitle,
    nodeId: node => record.mirror.getId(node),
    ownEndpoint: `${location.origin}/own/`,
    networkBodies: settings.networkBodies,
    guard:
      callback =>
      (...args) => {
        try {
          return callback(...args)
        } catch (error) {
          captured.failures.push(error instanceof Error ? String(error.stack) : String(error))
          return undefined
        }
      },
  }
  const stops = allSignals.map(signal => signal(context))
  captured.stop = () => {
    for (const stop of stops.reverse()) stop()
    stopRecord?.()
  }
}

Object.assign(window, { captured, capture })
