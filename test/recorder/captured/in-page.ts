// Runs in the page under test: the DOM and all signals, without the part that makes batches and sends them.
import { readSettings } from '../../../contract/settings.ts'
import { SIGNAL_PREFIX } from '../../../contract/signals.ts'
import { recordDom } from '../../../recorder/dom/dom.ts'
import { createPrivacy } from '../../../recorder/privacy/privacy.ts'
import type { Begins, CaptureContext } from '../../../recorder/signal.ts'
import { allSignals } from '../../../recorder/signals/signals.ts'

const captured = {
  events: [] as unknown[],
  failures: [] as string[],
  /** Writes what is noted but not written yet. */
  settle: () => {},
  stop: () => {},
}

function capture(given: unknown, begins: Begins = 'load'): void {
  const settings = readSettings(given)
  const privacy = createPrivacy(settings)
  const guard: CaptureContext['guard'] =
    callback =>
    (...args) => {
      try {
        return callback(...args)
      } catch (error) {
        captured.failures.push(error instanceof Error ? String(error.stack) : String(error))
        return undefined
      }
    }
  const dom = recordDom({
    emit: (type, json, timestamp) => captured.events.push({ type, data: JSON.parse(json), timestamp }),
    privacy,
    guard,
    spend: () => {},
    throttled: () => {},
    canvasFps: settings.canvasFps,
    onSnapshot: () => {},
  })
  const context: CaptureContext = {
    begins,
    emit: (name, payload) => {
      const data = { tag: SIGNAL_PREFIX + name, payload: JSON.parse(JSON.stringify(payload)) }
      const timestamp = Date.now()
      dom.inOrder(() => captured.events.push({ type: 5, timestamp, data }))
    },
    cleanUrl: privacy.cleanUrl,
    maskText: privacy.maskText,
    pageTitle: privacy.pageTitle,
    nodeId: dom.nodeId,
    ownEndpoint: `${location.origin}/own/`,
    networkBodies: settings.networkBodies,
    guard,
  }
  const stops = allSignals.map(signal => signal(context))
  captured.settle = dom.finish
  captured.stop = () => {
    dom.finish()
    for (const stop of stops.reverse()) stop()
    dom.stop()
  }
}

Object.assign(window, { captured, capture })
