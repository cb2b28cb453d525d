/** One person: who it is, what tied its ids together, its visits and events in one line of time. */
import { computed, signal } from '@preact/signals'
import type { AnalyticsEvent, List, Session } from '../../contract/api.ts'
import type { PersonDetail } from '../../contract/data.ts'
import type { UnreadRecording } from '../../contract/removal.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { calls } from './calls.ts'

export const person = remote<PersonDetail>()
export const sessions = remote<Session[]>()
/** Recordings of the person that no list has. */
export const unread = remote<List<UnreadRecording> & { bytes: number }>()
export const events = signal<AnalyticsEvent[]>([])
export const eventsProblem = signal<string | null>(null)
const next = signal<string | null>(null)
export const hasMore = computed(() => next.value !== null)

let current = ''

export async function loadPerson(id: string): Promise<void> {
  const { project } = bar.peek()
  current = id
  events.value = []
  next.value = null
  await Promise.all([
    load(person, () => calls.person(id, project), { keep: false }),
    load(sessions, async () => (await calls.sessions(id, project)).items, { keep: false }),
    load(unread, () => calls.unread(id, project), { keep: false }),
    moreEvents(),
  ])
}

export async function moreEvents(): Promise<void> {
  const id = current
  eventsProblem.value = null
  try {
    const page = await calls.events(id, bar.peek().project, next.peek() ?? undefined)
    if (id !== current) return
    events.value = [...events.peek(), ...page.items]
    next.value = page.next
  } catch (cause) {
    if (id === current) eventsProblem.value = wordsOf(cause)
  }
}

/** A visit may go on so long after the last thing recorded, ms. */
const IDLE_MS = 30 * 60_000

/** The session an event happened in, named or by its time. */
export function sessionOf(event: AnalyticsEvent, all: readonly Session[]): Session | undefined {
  const at = Date.parse(event.timestamp)
  return (
    all.find(one => one.id === event.sessionId) ??
    all.find(one => at >= one.startedAt && at <= one.endedAt + IDLE_MS)
  )
}
