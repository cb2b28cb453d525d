/** Which moments count. Nothing after the time asked for does, but in the window "this session". */
import { byTime } from '../../contract/event.ts'
import type { Window } from '../../contract/segment/windows.ts'
import { unitStart } from './calendar.ts'
import type { PersonHistory, SessionHistory } from './history.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Whom a condition is asked of, and when. */
export interface Asked {
  person: PersonHistory
  session: SessionHistory | null
  asOf: number
  zone: string
}

/** What a window is asked about; an event's messageId settles equal times. */
export interface Timed {
  at: number
  messageId?: string
  sessionId?: string | undefined
}

export function inWindow(window: Window, moment: Timed, asked: Asked): boolean {
  if (window.kind === 'session')
    return moment.sessionId !== undefined && moment.sessionId === asked.session?.id
  const { at } = moment
  if (isFixed(window)) {
    const span = spanOf(window, asked.asOf, asked.zone)
    return at >= span.from && at <= span.to
  }
  if (at > asked.asOf) return false
  if (window.kind === 'since-first') {
    const first = window.event === null ? firstSeen(asked.person) : firstOf(window.event, asked.person)
    return (
      first !== undefined && at >= first && (window.hours === null || at <= first + window.hours * HOUR_MS)
    )
  }
  return asked.person.events.some(
    event => event.name === window.event && isLater(moment, event) && at <= event.at + window.hours * HOUR_MS,
  )
}

export type FixedWindow = Exclude<Window, { kind: 'since-first' | 'after' | 'session' }>

/** Whether the time it is asked for is all that a window needs. */
export function isFixed(window: Window): window is FixedWindow {
  return window.kind !== 'since-first' && window.kind !== 'after' && window.kind !== 'session'
}

/** First and last ms of a window. */
export function spanOf(window: FixedWindow, asOf: number, zone: string): { from: number; to: number } {
  const until = (to: number) => Math.min(to, asOf)
  switch (window.kind) {
    case 'ever':
      return { from: Number.NEGATIVE_INFINITY, to: asOf }
    case 'last':
      return { from: after(asOf - window.days * DAY_MS), to: asOf }
    case 'ago':
      return { from: after(asOf - window.from * DAY_MS), to: asOf - window.to * DAY_MS }
    case 'since':
      return { from: Date.parse(window.at), to: asOf }
    case 'between':
      return { from: Date.parse(window.from), to: until(Date.parse(window.to) - 1) }
    case 'calendar': {
      const from = unitStart(asOf, zone, window.unit, window.back)
      return { from, to: window.whole ? until(unitStart(asOf, zone, window.unit, 0) - 1) : asOf }
    }
  }
}

/** The first whole ms after a time: moments are whole ms. */
export function after(time: number): number {
  return Math.floor(time) + 1
}

/** When the person's first event, change of traits or session was; undefined: nothing of it is known. */
export function firstSeen({ events, traits, sessions }: PersonHistory): number | undefined {
  const first = [events[0]?.at, traits[0]?.at, sessions[0]?.startedAt].filter(at => at !== undefined)
  return first.length === 0 ? undefined : Math.min(...first)
}

export function lastSeen({ events, traits, sessions }: PersonHistory, asOf: number): number | undefined {
  const times = [
    events.findLast(({ at }) => at <= asOf)?.at,
    traits.findLast(({ at }) => at <= asOf)?.at,
    sessions.findLast(({ startedAt }) => startedAt <= asOf)?.startedAt,
  ].filter(at => at !== undefined)
  return times.length === 0 ? undefined : Math.max(...times)
}

function firstOf(name: string, person: PersonHistory): number | undefined {
  return person.events.find(event => event.name === name)?.at
}

/** What is no event is later than an event of the same ms. */
function isLater(moment: Timed, event: { at: number; messageId: string }): boolean {
  if (moment.messageId === undefined) return moment.at >= event.at
  return byTime({ at: moment.at, messageId: moment.messageId }, event) > 0
}
