import { EventType } from '../../contract/rrweb.ts'
import type { RecorderSettings } from '../../contract/settings.ts'
import { SIGNAL_PREFIX } from '../../contract/signals.ts'
import type { Parcel } from '../delivery/entry.ts'
import type { Outbox } from '../delivery/outbox.ts'
import { type Dom, recordDom } from '../dom/dom.ts'
import type { Privacy } from '../privacy/privacy.ts'
import type { Begins, CaptureContext, Emit } from '../signal.ts'
import { allSignals } from '../signals/signals.ts'
import type { Visit } from '../stub/recorder.ts'
import { createBatches, FIRST_FLUSH_MS, LONGEST_FLUSH_MS } from './batches.ts'
import { createBudget } from './budget.ts'
import { environment } from './environment.ts'
import { createGate } from './gate.ts'
import { createGuard } from './guard.ts'
import { watchInteraction } from './interaction.ts'
import type { Tab } from './tab.ts'

export interface Recording {
  emit: Emit
  /** Takes an incremental event of a frame that recorded itself. */
  adopt: (json: string, at: number) => void
  nodeId: (node: Node) => number
  /** Events of a batch that will never arrive; `place` says which tab's. */
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
  begins: Begins
  /** A full snapshot is written: node ids are new. */
  onSnapshot: () => void
  /** The session has changed under us. */
  renew: () => void
}

/** Records one tab of one session: DOM and signals, through the gate, into batches, into the outbox. */
export function startRecording(needs: RecordingNeeds): Recording {
  const { visit, settings, privacy, outbox, tab, renew } = needs
  const session = visit.session()
  const first = tab.fresh()
  let dom: Dom | undefined
  let stops: (() => void)[] = []
  let over = false

  const flush = () => {
    for (const parcel of batches.close()) outbox.post(parcel)
  }
  const place = () => ({
    writeKey: visit.options.writeKey,
    session: session.id,
    startedAt: session.startedAt,
    anonymousId: visit.anonymousId(),
    userId: visit.userId(),
  })
  const batches = createBatches(tab, place, flush)
  const guard = createGuard(message => stop(`failure: ${message}`))
  const gate = createGate({
    settings,
    session,
    pass: batches.add,
    checkout: () => {
      tellContext()
      dom?.snapshot()
    },
  })
  const add = (type: number, json: string, at: number) =>
    gate.add(`{"type":${type},"data":${json},"timestamp":${at}}`, at)

  const emit: Emit = (name, payload) => {
    const json = toJson({ tag: SIGNAL_PREFIX + name, payload })
    const at = Date.now()
    const write = () => (json ? add(EventType.Custom, json, at) : tab.lose(1))
    if (dom) dom.inOrder(write)
    else write()
    if (name === 'failure') gate.open()
  }
  const tellContext = () => emit('context', environment(visit.options.release, first, privacy))

  const begin = guard((begins: Begins) => {
    const spend = createBudget(settings.budgetMs, ms =>
      stop(`budget: ${ms} ms of the main thread in a minute`),
    )
    const throttled = () => emit('capture', { state: 'throttled', reason: 'the page changes without pause' })
    const { canvasFps } = settings
    dom = recordDom({ emit: add, privacy, guard, canvasFps, onSnapshot: needs.onSnapshot, spend, throttled })
    stops = [dom.stop]
    const context: CaptureContext = {
      begins,
      emit,
      guard,
      cleanUrl: privacy.cleanUrl,
      maskText: privacy.maskText,
      pageTitle: privacy.pageTitle,
      // With its path: the site itself may be at the same origin.
      ownEndpoint: `${visit.options.endpoint}/v1/`,
      networkBodies: settings.networkBodies,
      nodeId: dom.nodeId,
    }
    for (const signal of allSignals) stops.push(signal(context))
  })
  const end = () => {
    if (dom) guard(dom.finish)()
    for (const stop of stops.reverse()) guard(stop)()
    stops = []
    dom = undefined
  }

  tellContext()
  begin(needs.begins)
  let timer: ReturnType<typeof setTimeout> | undefined
  const flushIn = (ms: number) => {
    timer = setTimeout(() => {
      flush()
      flushIn(Math.min(ms * 2, LONGEST_FLUSH_MS))
    }, ms)
  }
  flushIn(FIRST_FLUSH_MS)
  const stopWatching = watchInteraction({
    pause: () => {
      end()
      emit('capture', { state: 'paused', reason: 'no interaction' })
      flush()
    },
    resume: () => {
      emit('capture', { state: 'resumed', reason: 'interaction' })
      begin('resume')
    },
    active: () => {
      if (visit.session().id !== session.id) renew()
    },
  })
  const finish = () => {
    if (over) return
    over = true
    stopWatching()
    clearTimeout(timer)
    end()
    gate.stop()
    flush()
  }
  const stop = (reason: string) => {
    if (over) return
    // What is half written would only cost the page more.
    for (const one of stops.splice(0).reverse()) one()
    dom = undefined
    emit('capture', { state: 'stopped', reason })
    finish()
  }
  return {
    emit,
    adopt: (json, at) => dom?.inOrder(() => add(EventType.IncrementalSnapshot, json, at)),
    nodeId: node => dom?.nodeId(node) ?? -1,
    lose: (events, where) => {
      if (where.startsWith(`${session.id}-${tab.id}-`)) tab.lose(events)
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

/** undefined for what JSON cannot hold: a site may log anything. */
function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
