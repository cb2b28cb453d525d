/** The live tail: what is stored, as it is stored, and what was refused meanwhile. */
import { batch, computed, signal } from '@preact/signals'
import type { AnalyticsEvent, Outcome } from '../../contract/api.ts'
import type { LiveEvent } from '../../contract/data.ts'
import { api } from '../api.ts'
import { bar, query } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { calls, openTail } from './calls.ts'

/** Lines kept; who waits for one event needs no more. */
const MOST = 300
/** How often the refusals are looked at, ms. */
const REFUSALS_MS = 3_000

/** `earlier`: was there before the tail was opened. */
export type Line = AnalyticsEvent & Partial<Pick<LiveEvent, 'source' | 'findings'>> & { earlier: boolean }

export const connection = signal<'connecting' | 'connected' | 'lost' | 'refused'>('connecting')
export const paused = signal(false)
export const tailProblem = signal<string | null>(null)
export const refusals = signal<{ reason: string; count: number }[]>([])
const kept = signal<Line[]>([])
const held = signal<Line[]>([])
/** What came while the tail stood still. */
export const waiting = computed(() => held.value.length)
export const came = computed(() => kept.value.filter(one => !one.earlier).length)

export const shownLines = computed(() => {
  const words = (query.value.get('q') ?? '').toLowerCase()
  return words === '' ? kept.value : kept.value.filter(one => textOf(one).includes(words))
})

/** Follows the project's tail until the answer is called. */
export function follow(): () => void {
  const { project } = bar.peek()
  batch(() => {
    kept.value = []
    held.value = []
    refusals.value = []
    connection.value = 'connecting'
    tailProblem.value = null
  })
  void calls.recent(project).then(
    ({ items }) => {
      const known = new Set(kept.peek().map(one => one.messageId))
      const earlier = items.filter(one => !known.has(one.messageId))
      kept.value = [...kept.peek(), ...earlier.map(one => ({ ...one, earlier: true }))]
    },
    cause => {
      tailProblem.value = wordsOf(cause)
    },
  )
  const close = openTail(project, {
    events: hear,
    state: state => {
      connection.value = state
    },
  })
  const stopCounting = countRefusals(project)
  return () => {
    close()
    stopCounting()
  }
}

function hear(events: LiveEvent[]): void {
  const fresh = events.map(one => ({ ...one, earlier: false })).reverse()
  const into = paused.peek() ? held : kept
  const ids = new Set(fresh.map(one => one.messageId))
  into.value = [...fresh, ...into.peek().filter(one => !ids.has(one.messageId))].slice(0, MOST)
}

export function togglePause(): void {
  batch(() => {
    if (paused.value) {
      kept.value = [...held.value, ...kept.value].slice(0, MOST)
      held.value = []
    }
    paused.value = !paused.value
  })
}

/** An event that does not come may have been refused: counts since the tail was opened. */
function countRefusals(project: string | undefined): () => void {
  let before: Map<string, number> | null = null
  const look = async () => {
    // A missed look is not worth a word: the next one comes.
    const items = await api.outcomes(project).then(
      answer => answer.items,
      () => null,
    )
    if (!items) return
    const now = new Map(items.filter(isRefusal).map(one => [one.reason, one.count]))
    before ??= now
    const grown = [...now].map(([reason, count]) => ({ reason, count: count - (before?.get(reason) ?? 0) }))
    refusals.value = grown.filter(one => one.count > 0)
  }
  void look()
  const timer = setInterval(() => void look(), REFUSALS_MS)
  return () => clearInterval(timer)
}

function isRefusal({ kind, outcome }: Outcome): boolean {
  return kind === 'event' && (outcome === 'refuse' || outcome === 'drop' || outcome === 'aside')
}

function textOf(line: Line): string {
  const { event, name, type, userId, anonymousId, messageId, properties, traits } = line
  return JSON.stringify([event, name, type, userId, anonymousId, messageId, properties, traits]).toLowerCase()
}

export function nameOf({ type, event, name }: Pick<AnalyticsEvent, 'type' | 'event' | 'name'>): string {
  return event ?? name ?? type
}
