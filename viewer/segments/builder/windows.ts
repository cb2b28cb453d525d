/** The windows of time, with their words and how each begins. */
import type { Window } from '../../../contract/segment/windows.ts'
import { counted } from '../../ui/words.ts'

export type WindowKind = Window['kind']

export const WINDOW_LABELS: { value: WindowKind; label: string }[] = [
  { value: 'session', label: 'in this session' },
  { value: 'ever', label: 'ever' },
  { value: 'last', label: 'in the last' },
  { value: 'ago', label: 'some days ago' },
  { value: 'calendar', label: 'in calendar days' },
  { value: 'since', label: 'since a date' },
  { value: 'between', label: 'between two dates' },
  { value: 'since-first', label: 'since the first' },
  { value: 'after', label: 'soon after' },
]

const DAY_MS = 86_400_000

/** Midnight UTC, as dates in a segment are written. */
export function dayStart(time: number): string {
  return `${new Date(time).toISOString().slice(0, 10)}T00:00:00.000Z`
}

export function windowOf(kind: WindowKind, now = Date.now()): Window {
  switch (kind) {
    case 'session':
    case 'ever':
      return { kind }
    case 'last':
      return { kind, days: 7 }
    case 'ago':
      return { kind, from: 14, to: 7 }
    case 'calendar':
      return { kind, unit: 'week', back: 1, whole: true }
    case 'since':
      return { kind, at: dayStart(now) }
    case 'between':
      return { kind, from: dayStart(now - 7 * DAY_MS), to: dayStart(now) }
    case 'since-first':
      return { kind, event: null, hours: 24 }
    case 'after':
      return { kind, event: '', hours: 24 }
  }
}

export function windowFilled(window: Window): boolean {
  return (window.kind !== 'after' && window.kind !== 'since-first') || window.event !== ''
}

/** With a blank before it; nothing for ever. */
export function windowWords(window: Window): string {
  switch (window.kind) {
    case 'ever':
      return ''
    case 'session':
      return ' in this session'
    case 'last':
      return ` in the last ${counted(window.days, 'day')}`
    case 'ago':
      return ` from ${window.from} to ${counted(window.to, 'day')} ago`
    case 'since':
      return ` since ${window.at.slice(0, 10)}`
    case 'between':
      return ` from ${window.from.slice(0, 10)} until ${window.to.slice(0, 10)}`
    case 'calendar': {
      const { unit, back, whole } = window
      if (whole)
        return back === 1 ? ` in the whole ${unit} before this one` : ` in the last ${back} whole ${unit}s`
      return back === 0 ? ` this ${unit}` : ` this ${unit} and ${counted(back, unit)} before`
    }
    case 'since-first': {
      const from = window.event === null ? 'being first seen' : `the first ${window.event || '…'}`
      return window.hours === null ? ` since ${from}` : ` within ${hourWords(window.hours)} of ${from}`
    }
    case 'after':
      return ` within ${hourWords(window.hours)} after ${window.event || '…'}`
  }
}

export function hourWords(hours: number): string {
  return hours >= 48 && hours % 24 === 0 ? counted(hours / 24, 'day') : counted(hours, 'hour')
}
