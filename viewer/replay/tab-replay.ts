/**
 * One tab on rrweb's Replayer. It holds the events of a run of batches that begins with a full snapshot; a
 * target outside of the run either extends it or starts a new one at the nearest snapshot.
 *
 * The frame is rrweb's: sandboxed without scripts, and it inherits this page's content security policy, so
 * that nothing of a recording runs or reaches other servers.
 */
import type { eventWithTime } from '@rrweb/types'
import { Replayer } from 'rrweb'
import { EventType } from '../../contract/rrweb.ts'
import { fromSnapshot, type TabLoader } from './loader.ts'
import { lastBatchAt, snapshotBefore } from './plan.ts'

export interface TabReplay {
  readonly element: HTMLElement
  /** Shows the page as it was then, standing still. */
  show(at: number): Promise<void>
  /** Runs on from where `show` led. */
  play(at: number): void
  pause(): void
  setSpeed(speed: number): void
  /** Until when playing needs no further batch. */
  readyUntil(): number
  /** Adds the next batch to the run. */
  extend(): Promise<void>
  frame(): HTMLIFrameElement | null
  /** What stands for a recorded node on the page as shown. */
  node(id: number): Node | null
  destroy(): void
}

interface Run {
  replayer: Replayer
  root: HTMLElement
  /** Timestamp of its first event, which offsets count from. */
  from: number
  firstBatch: number
  lastBatch: number
  /** rrweb reached the last event it knew; it needs a new start to go on. */
  finished: boolean
}

export function createTabReplay(
  loader: TabLoader,
  onSize: (width: number, height: number) => void,
): TabReplay {
  const element = document.createElement('div')
  element.className = 'tab-replay'
  const { batches } = loader.tab
  let run: Run | null = null
  let speed = 1
  let playing = false

  function start(events: eventWithTime[], firstBatch: number, lastBatch: number): Run {
    const root = document.createElement('div')
    root.className = 'tab-replay-run'
    element.append(root)
    const replayer = new Replayer(padded(events), {
      root,
      speed,
      mouseTail: { strokeStyle: '#0f9d8a', lineWidth: 2, duration: 600 },
      triggerFocus: false,
      showWarning: false,
      UNSAFE_replayCanvas: false,
    })
    const next: Run = {
      replayer,
      root,
      from: events[0]?.timestamp ?? 0,
      firstBatch,
      lastBatch,
      finished: false,
    }
    replayer.iframe.title = 'Recorded page'
    replayer.iframe.tabIndex = -1
    replayer.on('resize', size => {
      if (isSize(size)) onSize(size.width, size.height)
    })
    replayer.on('finish', () => {
      next.finished = true
    })
    return next
  }

  /** The run that can show this time: this one, this one extended, or a new one. */
  async function runAt(at: number): Promise<Run | null> {
    if (batches.length === 0) return null
    const last = lastBatchAt(batches, at)
    let first = snapshotBefore(batches, last)
    if (run && first >= run.firstBatch && first <= run.lastBatch + 1 && at >= run.from) {
      while (run.lastBatch < last) await extend()
      return run
    }
    let events = fromSnapshot(await loader.batches(first, last), at)
    // The batch's snapshot may come after the target: then the one before it counts.
    while (events === null && first > 0) {
      first = snapshotBefore(batches, first - 1)
      events = fromSnapshot(await loader.batches(first, last), at)
    }
    // Before the first snapshot there is nothing to see: show the first.
    const all = events ?? (await loader.batches(first, last))
    const old = run
    run = start(all, first, last)
    old?.replayer.destroy()
    old?.root.remove()
    return run
  }

  async function extend(): Promise<void> {
    const current = run
    if (!current || current.lastBatch >= batches.length - 1) return
    const index = current.lastBatch + 1
    const events = await loader.batch(index)
    if (run !== current || current.lastBatch !== index - 1) return
    current.lastBatch = index
    for (const event of events) current.replayer.addEvent(event)
    // addEvent works through a microtask each; wait for them before anyone seeks.
    await Promise.resolve()
    if (current.finished && playing) play(current.from + current.replayer.getCurrentTime())
  }

  function play(at: number): void {
    if (!run) return
    playing = true
    run.finished = false
    run.replayer.play(Math.max(0, at - run.from))
  }

  return {
    element,
    async show(at) {
      playing = false
      const shown = await runAt(at)
      if (!shown) return
      shown.finished = false
      // rrweb applies what came before its time: 1 ms later, what happened at this very moment is seen, too.
      shown.replayer.pause(Math.max(0, at - shown.from) + 1)
    },
    play,
    pause() {
      playing = false
      run?.replayer.pause()
    },
    setSpeed(next) {
      speed = next
      run?.replayer.setConfig({ speed })
    },
    readyUntil() {
      if (!run || run.lastBatch >= batches.length - 1) return Number.POSITIVE_INFINITY
      return batches[run.lastBatch + 1]?.from ?? Number.POSITIVE_INFINITY
    },
    extend,
    frame: () => run?.replayer.iframe ?? null,
    node: id => run?.replayer.getMirror().getNode(id) ?? null,
    destroy() {
      run?.replayer.destroy()
      run = null
      element.remove()
    },
  }
}

/** rrweb refuses fewer than two events. */
function padded(events: eventWithTime[]): eventWithTime[] {
  const list = [...events]
  const last = events.at(-1)?.timestamp ?? 0
  while (list.length < 2) {
    list.push({ type: EventType.Custom, timestamp: last, data: { tag: 'end', payload: {} } })
  }
  return list
}

function isSize(value: unknown): value is { width: number; height: number } {
  return typeof value === 'object' && value !== null && 'width' in value && 'height' in value
}
