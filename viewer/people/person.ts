/** One person: who it is, what tied its ids together, its visits and events in one line of time. */
import { computed, signal } from '@preact/signals'
import type { AnalyticsEvent, Session } from '../../contract/api.ts'
import type { PersonDetail, PersonMerge } from '../../contract/data.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { calls } from './calls.ts'

export const person = remote<PersonDetail>()
export const sessions = remote<Session[]>()
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

export function mergeWords({ outcome, reason, by, userId, anonymousId }: PersonMerge): string {
  const said = by === 'alias' ? 'An alias said' : 'An event said'
  const pair = `that ${short(anonymousId)} is ${userId}`
  switch (reason) {
    case 'naming-link':
      return `${said} ${pair}: what it did before belongs to this person.`
    case 'same-user-again':
      return `${said} ${pair}, as was known.`
    case 'blocked-id':
      return `${said} ${pair}: refused, since one of the two is a value that says nothing.`
    case 'two-users':
      return `${said} ${pair}: refused, since both are users, and two users never become one.`
    case 'other-user-first':
      return `${said} ${pair}: refused, since another user had it first.`
    case 'too-many-ids':
      return `${said} ${pair}: ${outcome}, since this user has 100 ids already.`
  }
}

function short(id: string): string {
  return id.length > 20 ? `${id.slice(0, 18)}…` : id
}
