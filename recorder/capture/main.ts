import { readSettings } from '../../contract/settings.ts'
import { eventName } from '../delivery/entry.ts'
import { openOutbox } from '../delivery/outbox.ts'
import { recordDom } from '../dom/dom.ts'
import { createPrivacy } from '../privacy/privacy.ts'
import type { Begins } from '../signal.ts'
import type { Capture, Visit } from '../stub/recorder.ts'
import { attempt } from '../stub/storage.ts'
import { isOpen, isStartAddress } from './gate.ts'
import { createGuard } from './guard.ts'
import { createListeners } from './listeners.ts'
import { toMessage } from './messages.ts'
import { type Recording, startRecording } from './recording.ts'
import { claimTab } from './tab.ts'

/** ms between two looks at the address while recording waits for one of the settings. */
const ADDRESS_MS = 1_000

/** The second stage: sends events, and records when this session is one of those recorded. */
export function startCapture(visit: Visit): Capture {
  const { options } = visit
  const settings = readSettings(visit.settings)
  if (options.maskAll) settings.maskAll = true
  const privacy = createPrivacy(settings)
  const { endpoint, writeKey } = options
  let recording: Recording | undefined
  const outbox = openOutbox(
    { endpoint, writeKey, name: `segreel-${writeKey}` },
    ({ lost, place }) => recording?.lose(lost, place),
    message => recording?.stop(`failure: ${message}`),
  )
  let greetFrames = () => {}
  let insideFrame = false
  if (settings.frameOrigins.length) {
    void import('../frames/frames.ts').then(({ joinFrames }) => {
      greetFrames = joinFrames({
        origins: settings.frameOrigins,
        outer: () => recording,
        adopt: (json, at) => recording?.adopt(json, at),
        recordInside: (frame, send) => {
          insideFrame = true
          recording?.finish()
          recording = undefined
          const guard = createGuard(() => stop())
          const emit = (_: number, json: string, at: number) => send(json, at)
          const quiet = { onSnapshot: () => {}, spend: () => {}, throttled: () => {} }
          const { stop } = recordDom({ emit, privacy, guard, canvasFps: settings.canvasFps, frame, ...quiet })
          return stop
        },
      })
      greetFrames()
    })
  }
  let tab = claimTab(visit.session().id)
  let arriving: ReturnType<typeof setInterval> | undefined
  const record = (begins: Begins) => {
    clearInterval(arriving)
    recording = undefined
    if (!visit.sampled() || isRecordedAround()) return
    const start = () => {
      if (insideFrame || (!isStartAddress(settings.startOn, location.pathname) && !isOpen(visit.session())))
        return
      clearInterval(arriving)
      recording = startRecording({
        visit,
        settings,
        privacy,
        outbox,
        tab,
        begins,
        onSnapshot: () => greetFrames(),
        renew: () => renew('load'),
      })
    }
    arriving = setInterval(start, ADDRESS_MS)
    start()
  }
  /** Another session: what was recorded belongs to the old one, and the new begins with its own snapshot. */
  const renew = (begins: Begins) => {
    recording?.finish()
    tab = claimTab(visit.session().id)
    record(begins)
  }
  record('load')

  const listeners = createListeners()
  visit.receive(call => {
    if (listeners.take(call)) return
    if (call.method === 'log') {
      const [name, data] = call.args
      recording?.emit('custom', { name: String(name), data: privacy.maskData(data) })
      call.done?.()
      return
    }
    const message = toMessage(call, tab.id, privacy)
    const text = JSON.stringify(message)
    outbox.post({ name: eventName(call.at, message.messageId), text, events: 1, first: false })
    listeners.tell(call, message)
  })

  let left = false
  const leave = () => {
    left = true
    outbox.leave(recording?.close() ?? [])
    tab.release()
  }
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', () => {
    // On leaving, browsers hide the page after pagehide; else the page may live on, or be killed unseen.
    if (document.visibilityState === 'hidden') left ? leave() : recording?.flush()
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    left = false
    renew('restore')
  })
  return {
    renew: () => renew('load'),
    stop: reason => {
      clearInterval(arriving)
      recording?.stop(reason)
      outbox.forget()
    },
  }
}

/** In a frame of the same origin whose page records: this one is a part of that recording. */
function isRecordedAround(): boolean {
  if (window.parent === window) return false
  const around = attempt(() => window.parent.segreel)
  return around !== undefined && !Array.isArray(around)
}
