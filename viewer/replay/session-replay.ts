/**
 * A session's replay: one clock for all tabs, following the person from tab to tab. Knows no UI library: it
 * draws into one element and reports what changed.
 */
import type { SessionDetail } from '../../contract/api.ts'
import type { Stretch } from '../../contract/facts.ts'
import { createClock } from './clock.ts'
import { createTabLoader, type FetchBatch, type TabLoader } from './loader.ts'
import { idleAt, idleTimes, tabAt } from './plan.ts'
import { nextFrame } from './step.ts'
import { createTabReplay, type TabReplay } from './tab-replay.ts'

/** Batches loaded ahead of the clock, in ms of replay at speed 1. */
const AHEAD_MS = 30_000

export interface ReplayState {
  /** Epoch ms. */
  at: number
  playing: boolean
  /** It was played through to its end. */
  ended: boolean
  /** Waits for batches. */
  waiting: boolean
  speed: number
  skipping: boolean
  /** The idle time jumped over last. */
  skipped: Stretch | null
  tab: string | null
  /** The tab to stay on; null follows the person. */
  pinned: string | null
  size: { width: number; height: number } | null
  problem: unknown
}

export interface SessionReplay {
  readonly element: HTMLElement
  readonly state: () => ReplayState
  readonly loaders: TabLoader[]
  readonly idle: Stretch[]
  seek(at: number): Promise<void>
  /** Stands still at the next change of the page, or the one before. */
  step(by: 1 | -1): Promise<void>
  play(): void
  pause(): void
  setSpeed(speed: number): void
  setSkipping(skipping: boolean): void
  pin(tab: string | null): void
  frame(): HTMLIFrameElement | null
  destroy(): void
}

export function createSessionReplay(
  session: SessionDetail,
  fetchBatch: FetchBatch,
  onChange: (state: ReplayState) => void,
): SessionReplay {
  const element = document.createElement('div')
  element.className = 'session-replay'
  const { startedAt, endedAt, recordings } = session
  const loaders = recordings.map(tab => createTabLoader(tab, session.clockOffset, fetchBatch))
  const idle = idleTimes(recordings, startedAt, endedAt)
  const stages = new Map<string, TabReplay>()
  const clock = createClock(startedAt, frame)
  let shown: TabReplay | null = null
  let extending = false
  let seeks = 0
  let state: ReplayState = {
    at: startedAt,
    playing: false,
    ended: false,
    waiting: true,
    speed: 1,
    skipping: true,
    skipped: null,
    tab: null,
    pinned: null,
    size: null,
    problem: null,
  }

  function change(part: Partial<ReplayState>): void {
    state = { ...state, ...part }
    onChange(state)
  }

  function stageOf(tab: string): TabReplay | null {
    const found = stages.get(tab)
    if (found) return found
    const loader = loaders.find(one => one.tab.id === tab)
    if (!loader) return null
    const stage = createTabReplay(loader, (width, height) => {
      if (state.tab === tab) change({ size: { width, height } })
    })
    stage.setSpeed(state.speed)
    stages.set(tab, stage)
    element.append(stage.element)
    return stage
  }

  /** The one way to any time: stand still, load, show, and run on when playing. */
  async function seek(target: number): Promise<void> {
    const at = Math.min(Math.max(target, startedAt), endedAt)
    const turn = ++seeks
    clock.stop()
    clock.set(at)
    shown?.pause()
    const tab = state.pinned ?? tabAt(recordings, at)?.id ?? null
    change({ at, waiting: true, problem: null, tab })
    const stage = tab === null ? null : stageOf(tab)
    try {
      await stage?.show(at)
    } catch (problem) {
      if (turn === seeks) change({ problem, waiting: false, playing: false })
      return
    }
    if (turn !== seeks) return
    shown = stage
    for (const other of stages.values()) other.element.hidden = other !== stage
    change({ waiting: false })
    if (state.playing) run()
    else prepare()
  }

  function run(): void {
    shown?.play(clock.at())
    clock.run(state.speed)
  }

  /** Loads on ahead of the clock, one batch at a time. */
  function prepare(): void {
    const stage = shown
    if (!stage || extending || stage.readyUntil() - clock.at() > AHEAD_MS * Math.max(1, state.speed)) return
    extending = true
    stage
      .extend()
      .then(() => {
        extending = false
        if (shown === stage) prepare()
      })
      .catch(problem => {
        extending = false
        change({ problem })
      })
  }

  function frame(at: number): void {
    if (at >= endedAt) {
      // Through the one way, so that the very last event is seen, too.
      change({ playing: false, ended: true })
      void seek(endedAt)
      return
    }
    const gap = state.skipping ? idleAt(idle, at) : undefined
    if (gap) {
      change({ skipped: gap })
      void seek(gap.to)
      return
    }
    const tab = state.pinned ?? tabAt(recordings, at)?.id
    if (tab !== state.tab || (shown && at >= shown.readyUntil())) {
      void seek(at)
      return
    }
    prepare()
    change({ at })
  }

  return {
    element,
    state: () => state,
    loaders,
    idle,
    seek(at) {
      change({ ended: false })
      return seek(at)
    },
    async step(by) {
      clock.stop()
      shown?.pause()
      change({ playing: false, ended: false })
      const loader = loaders.find(one => one.tab.id === state.tab)
      const at = clock.at()
      const turn = seeks
      try {
        const next = loader ? await nextFrame(loader, at, by) : null
        if (turn === seeks) await seek(next ?? at)
      } catch (problem) {
        change({ problem })
      }
    },
    play() {
      change({ playing: true, ended: false, skipped: null })
      if (state.at >= endedAt) void seek(startedAt)
      else if (!state.waiting) run()
    },
    pause() {
      clock.stop()
      shown?.pause()
      change({ playing: false })
    },
    setSpeed(speed) {
      for (const stage of stages.values()) stage.setSpeed(speed)
      change({ speed })
      if (state.playing && !state.waiting) clock.run(speed)
    },
    setSkipping: skipping => change({ skipping, skipped: null }),
    pin(tab) {
      change({ pinned: tab })
      void seek(clock.at())
    },
    frame: () => shown?.frame() ?? null,
    destroy() {
      seeks++
      clock.stop()
      for (const stage of stages.values()) stage.destroy()
      stages.clear()
    },
  }
}
