import { EventType } from '../../contract/rrweb.ts'
import type { RecorderSettings } from '../../contract/settings.ts'
import { SIGNAL_PREFIX, type Signals } from '../../contract/signals.ts'
import type { Parcel } from '../delivery/entry.ts'
import type { Outbox } from '../delivery/outbox.ts'
import { type Dom, recordDom } from '../dom/dom.ts'
import type { Privacy } from '../privacy/privacy.ts'
import type { CaptureContext, Emit } from '../signal.ts'
import { allSignals } from '../signals/signals.ts'
import type { Visit } from '../stub/recorder.ts'
import { createBatches, FLUSH_MS } from './batches.ts'
import { createGuard } from './guard.ts'
import { watchInteraction } from './interaction.ts'
import type { Tab } from './tab.ts'
import { version } from './version.ts'

export interface Recording {
  emit: Emit
  lose: (events: number, place: string) => void
  /** Closes the batch being filled and hands it out. */
  close: () => Parcel[]
  /** Closes and sends. */
  flush: () => void
  /** Ends without a reason to tell: the session is over. */
  finish: () => void
  /** Ends, and tells why in the recording. */
  stop: (reason: string) => void
}

export interface RecordingNeeds {
  visit: Visit
  settings: RecorderSettings
  privacy: Privacy
  outbox: Outbox
  tab: Tab
  /** The session has changed under us. */
  renew: () => void
}

/** Records one tab of one session: DOM and signals into batches into the outbox. */
export function startRecording({ visit, settings, privacy, outbox, tab, renew }: RecordingNeeds): Recording {
  const session = visit.session()
  const first = tab.fresh()
  const place = () => ({
    writeKey: visit.options.writeKey,
    session: session.id,
    startedAt: session.startedAt,
    anonymousId: visit.anonymousId(),
    userId: visit.userId(),
  })
  const flush = () => {
    for (const parcel of batches.close()) outbox.post(parcel)
  }
  const batches = createBatches(tab, place, flush)
  const guard = createGuard(message => stop(`failure: ${message}`))

  const add = (type: number, json: string, at: number) =>
    batches.add(`{"type":${type},"data":${json},"timestamp":${at}}`, at)
  const emit: Emit = (name, payload) => {
    // A site may log what JSON cannot hold: that event is lost, not the recording.
    try {
      const json = JSON.stringify({ tag: SIGNAL_PREFIX + name, payload })
      const at = Date.now()
      const write = () => add(EventType.Custom, json, at)
      if (dom) dom.inOrder(write)
      else write()
    } catch {
      batches.lose(1)
    }
  }

  let dom: Dom | undefined
  let stops: (() => void)[] = []
  const begin = () => {
    dom = recordDom({ emit: add, privacy, guard, spend: () => {} })
    stops = [dom.stop]
    const context: CaptureContext = {
      emit,
      guard,
      cleanUrl: privacy.cleanUrl,
      maskText: privacy.maskText,
      pageTitle: privacy.pageTitle,
      ownEndpoint: visit.options.endpoint,
      networkBodies: settings.networkBodies,
      nodeId: dom.nodeId,
    }
    for (const signal of allSignals) stops.push(signal(context))
  }
  const end = () => {
    for (const stop of stops.reverse()) stop()
    stops = []
  }

  emit('context', environment(visit, first, privacy))
  guard(begin)()
  const timer = setInterval(flush, FLUSH_MS)
  // The snapshot goes at once: a short visit is worth seeing too.
  const soon = setTimeout(flush, 500)
  const interaction = watchInteraction({
    pause: () => {
      end()
      emit('capture', { state: 'paused', reason: 'no interaction' })
      flush()
    },
    resume: () => {
      emit('capture', { state: 'resumed', reason: 'interaction' })
      guard(begin)()
    },
    active: () => {
      if (visit.session().id !== session.id) renew()
    },
  })
  const finish = () => {
    interaction()
    clearInterval(timer)
    clearTimeout(soon)
    guard(end)()
    flush()
  }
  const stop = (reason: string) => {
    emit('capture', { state: 'stopped', reason })
    finish()
  }
  return {
    emit,
    lose: (events, where) => {
      if (where.startsWith(`${session.id}-${tab.id}-`)) batches.lose(events)
    },
    close: () => {
      if (dom) guard(dom.finish)()
      return batches.close()
    },
    flush,
    finish,
    stop,
  }
}

function environment(visit: Visit, first: boolean, privacy: Privacy): Signals['context'] {
  return {
    userAgent: navigator.userAgent,
    language: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: { width: screen.width, height: screen.height, pixelRatio: devicePixelRatio },
    touch: navigator.maxTouchPoints > 0,
    ...(first && document.referrer ? { referrer: privacy.cleanUrl(document.referrer) } : {}),
    release: visit.options.release,
    recorder: `segreel ${version}`,
  }
}
