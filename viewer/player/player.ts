/** The player's model: one session's replay, and what happened beside it. */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Explanation, SessionDetail } from '../../contract/api.ts'
import { go } from '../location.ts'
import { notes } from '../notes/notes.ts'
import { load, type Remote, remote, wordsOf } from '../remote.ts'
import { momentOfDepth } from '../replay/depth.ts'
import { createSessionReplay, type ReplayState, type SessionReplay } from '../replay/session-replay.ts'
import { decidingMoment } from '../sessions/why.ts'
import { type Entry, eventEntry, factEntries, frustrationEntry, inTime, noteEntry } from './entries.ts'
import { createScan, type Scan } from './scan.ts'
import { type PlayerSource, sessionSource } from './source.ts'

export const SPEEDS: readonly number[] = [0.5, 1, 2, 4, 8, 16]

/** Seen this much of a session, it counts as watched. */
const WATCHED_MS = 3_000

export interface Player {
  id: string
  session: Signal<Remote<SessionDetail>>
  replay: Signal<SessionReplay | null>
  state: Signal<ReplayState | null>
  /** ms since the session began. */
  at: ReadonlySignal<number>
  length: ReadonlySignal<number>
  playing: ReadonlySignal<boolean>
  entries: ReadonlySignal<Entry[]>
  scan: Signal<Scan | null>
  why: Signal<Explanation | null>
  /** What of the side panels could not be loaded. */
  missing: Signal<string[]>
  problem: ReadonlySignal<string | null>
  /** The replay stands in the page: only then can its frame be made. */
  placed(): void
  load(): Promise<void>
  /** The address of the moment shown. */
  address(): string
  toggle(): void
  /** ms since the session began. */
  seek(at: number): void
  destroy(): void
}

export function createPlayer(id: string, source: PlayerSource = sessionSource(id)): Player {
  const session = remote<SessionDetail>()
  const replay = signal<SessionReplay | null>(null)
  const state = signal<ReplayState | null>(null)
  const scan = signal<Scan | null>(null)
  const why = signal<Explanation | null>(null)
  const missing = signal<string[]>([])
  const asked = signal<Entry[]>([])
  const facts = computed(() => (session.value.value ? factEntries(session.value.value) : []))
  const noted = computed(() => {
    const mine = notes.value.value?.filter(note => note.session === id) ?? []
    return mine.map(note => noteEntry(note, start.value))
  })
  const entries = computed(() =>
    inTime([...facts.value, ...asked.value, ...noted.value, ...(scan.value?.entries.value ?? [])]),
  )
  const start = computed(() => session.value.value?.startedAt ?? 0)
  const at = computed(() => (state.value ? state.value.at - start.value : 0))
  const length = computed(() => {
    const one = session.value.value
    return one ? Math.max(1, one.endedAt - one.startedAt) : 1
  })
  const playing = computed(() => state.value?.playing ?? false)
  const problem = computed(() => (state.value?.problem ? wordsOf(state.value.problem) : null))
  let gone = false
  let placed = () => {}
  const standing = new Promise<void>(resolve => {
    placed = resolve
  })

  async function open(): Promise<void> {
    const detail = await load(session, source.session)
    if (!detail || gone) return
    const engine = createSessionReplay(detail, source.batch, next => {
      state.value = next
    })
    batch(() => {
      replay.value = engine
      state.value = engine.state()
    })
    void askBeside()
    const { t, tab, depth = null } = source.asked()
    const explained = askWhy()
    const asRequested = t === null ? Number.NaN : Number(t)
    const target = Number.isFinite(asRequested)
      ? detail.startedAt + asRequested
      : momentIn(await explained, detail)
    await standing
    if (gone) return
    if (tab && detail.recordings.some(one => one.id === tab)) engine.pin(tab)
    await engine.seek(await shown(engine, target ?? detail.startedAt, tab, depth))
    if (target === null && !gone) engine.play()
    if (!gone) scan.value = createScan(engine.loaders, detail.clockOffset)
  }

  /** A moment, or when a depth of its page was shown first from then on. */
  async function shown(engine: SessionReplay, at: number, tab: string | null, depth: string | null) {
    const loader = engine.loaders.find(one => one.tab.id === tab)
    const px = Number(depth)
    if (!loader || depth === null || !(px > 0)) return at
    // Without it the replay begins where the page was entered, and says itself what it could not load.
    return momentOfDepth(loader, at, px).catch(() => at)
  }

  function momentIn(explained: Explanation | null, detail: SessionDetail): number | null {
    return explained?.holds ? decidingMoment(explained, detail) : null
  }

  /** Why the session is in the bar's segment, which also tells where to begin. */
  async function askWhy(): Promise<Explanation | null> {
    const asking = source.beside?.why()
    if (!asking) return null
    const answer = await beside('Why it is in the segment', () => asking)
    why.value = answer
    return answer
  }

  async function askBeside(): Promise<void> {
    if (!source.beside) return
    const [events, hurt] = await Promise.all([
      beside('Events', source.beside.events),
      beside('Frustrations', source.beside.frustrations),
    ])
    asked.value = [
      ...(events?.items.map(eventEntry) ?? []),
      ...(hurt?.items.filter(one => one.kind !== 'error').map(frustrationEntry) ?? []),
    ]
  }

  async function beside<T>(what: string, ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask()
    } catch (cause) {
      missing.value = [...missing.peek(), `${what}: ${wordsOf(cause)}`]
      return null
    }
  }

  const stopMarking = effect(() => {
    if (at.value > WATCHED_MS || (playing.value && at.value > 0)) source.watched()
  })

  /** Standing still, the moment is in the address. */
  const stopWriting = effect(() => {
    const now = state.value
    if (!now || now.playing || now.waiting) return
    const t = Math.round(now.at - start.peek())
    const tab = now.pinned
    const written = source.asked()
    if (gone || (written.t === String(t) && written.tab === tab)) return
    go(source.address(t, tab), 'replace')
  })

  return {
    id,
    session,
    replay,
    state,
    at,
    length,
    playing,
    entries,
    scan,
    why,
    missing,
    problem,
    placed,
    load: open,
    address: () => source.address(Math.round(at.value), state.value?.pinned ?? null),
    toggle() {
      if (state.peek()?.playing) replay.peek()?.pause()
      else replay.peek()?.play()
    },
    seek(target) {
      void replay.peek()?.seek(start.peek() + target)
    },
    destroy() {
      gone = true
      stopMarking()
      stopWriting()
      scan.peek()?.stop()
      replay.peek()?.destroy()
    },
  }
}
