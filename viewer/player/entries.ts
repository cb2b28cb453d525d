/** What happened in a session, as one list in time: the panels' rows and the timeline's marks. */
import type { AnalyticsEvent, SessionDetail } from '../../contract/api.ts'
import type { Click, Failure, FieldUse } from '../../contract/facts.ts'
import type { Note } from '../../contract/note.ts'
import type { Frustration } from '../api.ts'
import { capital, counted, duration } from '../ui/words.ts'

export const ENTRY_KINDS = [
  'page',
  'click',
  'event',
  'failure',
  'frustration',
  'console',
  'network',
  'vital',
  'note',
  'field',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export interface Entry {
  /** Unique in the session. */
  id: string
  kind: EntryKind
  /** Epoch ms, server clock. */
  at: number
  title: string
  note?: string
  tone?: 'bad' | 'warn'
  tab?: string
  /** Shown when opened: a stack, properties, a trace. */
  more?: string
  /** Small and aligned right: a status, a duration. */
  figure?: string
  /** ms, of what takes time. */
  lasts?: number
}

export function factEntries(session: SessionDetail): Entry[] {
  return session.recordings.flatMap(({ id: tab, facts }) => [
    ...facts.pages.map((page, i): Entry => {
      const title = page.title || page.path
      return {
        id: `${tab} page ${i}`,
        kind: 'page',
        at: page.at,
        title,
        note: page.path,
        more: page.href,
        tab,
      }
    }),
    ...facts.clicks.map((click, i) => clickEntry(click, tab, i)),
    ...facts.failures.map((failure, i): Entry => failureEntry(failure, tab, i)),
    ...facts.fields.map((field, i): Entry => fieldEntry(field, tab, i)),
  ])
}

const PRESSES: Record<Click['pointer'], string> = { mouse: 'Click', touch: 'Tap', key: 'Press' }

function clickEntry({ at, pointer, target, x, y, receipt }: Click, tab: string, i: number): Entry {
  const title = target?.name ? `${PRESSES[pointer]} “${target.name}”` : PRESSES[pointer]
  const where = target?.role || target?.tag || `at ${Math.round(x)}, ${Math.round(y)}`
  const answer = receipt.answer ?? receipt.near ?? receipt.change ?? receipt.navigation ?? receipt.opened
  const entry: Entry = { id: `${tab} click ${i}`, kind: 'click', at, title, note: where, tab }
  if (answer !== undefined && answer >= SLOW_MS) entry.note = `${where} · answered after ${duration(answer)}`
  if (target?.expects === 'answer' && receipt.watched >= SLOW_MS && isSilent(receipt)) {
    entry.note = `${where} · nothing happened`
  }
  return entry
}

/** From here on a visitor notices the wait. */
const SLOW_MS = 1000

/** Besides how long it was watched, the receipt holds nothing. */
function isSilent(receipt: Click['receipt']): boolean {
  return Object.keys(receipt).every(key => key === 'watched' || key === 'any')
}

const FAILURES: Record<Failure['kind'], string> = {
  uncaught: 'Uncaught error',
  rejection: 'Unhandled rejection',
  resource: 'File not loaded',
  csp: 'Blocked by the security policy',
  request: 'Failed request',
  console: 'Logged error',
}

function failureEntry(failure: Failure, tab: string, i: number): Entry {
  const entry: Entry = {
    id: `${tab} failure ${i}`,
    kind: 'failure',
    at: failure.at,
    title: failure.message,
    note: [FAILURES[failure.kind], failure.source].filter(Boolean).join(' · '),
    tone: 'bad',
    tab,
  }
  if (failure.stack) entry.more = failure.stack
  if (failure.status !== undefined) entry.figure = failure.status === 0 ? 'no answer' : String(failure.status)
  return entry
}

/** Never what was put in: a recording holds it masked, and facts not at all. */
function fieldEntry(
  { at, target, visits, changes, time, abandoned }: FieldUse,
  tab: string,
  i: number,
): Entry {
  const told = [
    changes === 0 ? 'not changed' : `changed ${counted(changes, 'time')}`,
    ...(visits > 1 ? [`came back ${counted(visits - 1, 'time')}`] : []),
    duration(time),
  ]
  const entry: Entry = {
    id: `${tab} field ${i}`,
    kind: 'field',
    at,
    title: target.name || target.role || target.tag,
    note: told.join(' · '),
    tab,
  }
  return abandoned ? { ...entry, tone: 'warn', figure: 'not sent' } : entry
}

export function noteEntry(note: Note, startedAt: number): Entry {
  const entry: Entry = {
    id: note.id,
    kind: 'note',
    at: startedAt + note.at,
    title: note.text || 'A drawing',
    note: note.author,
  }
  return note.resolved ? { ...entry, figure: 'resolved' } : entry
}

export function eventEntry(event: AnalyticsEvent): Entry {
  const values = event.type === 'identify' || event.type === 'group' ? event.traits : event.properties
  const shown = Object.entries(values).slice(0, 3)
  const entry: Entry = {
    id: event.messageId,
    kind: 'event',
    at: Date.parse(event.timestamp),
    title: event.event ?? (event.type === 'page' ? `Page ${event.name ?? ''}`.trim() : capital(event.type)),
    note: shown.map(([name, value]) => `${name}: ${brief(value)}`).join(', '),
  }
  if (Object.keys(values).length > 0) entry.more = JSON.stringify(values, null, 2)
  return entry
}

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

export function frustrationEntry(one: Frustration, i: number): Entry {
  const entry: Entry = {
    id: `frustration ${i}`,
    kind: 'frustration',
    at: one.at,
    title: one.sentence,
    tone: 'warn',
  }
  if (one.tab) entry.tab = one.tab
  entry.note = capital(one.kind)
  return entry
}

export function inTime(entries: Entry[]): Entry[] {
  return entries.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** Index of the last entry at or before `at`; -1 before all. */
export function lastEntryAt(entries: readonly Entry[], at: number): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
