/** For how long a moment is among those that a window holds which goes along with the time that is asked for. */
import type { CalendarUnit } from '../../../../contract/segment/windows.ts'
import { unitStart } from '../../../segment/calendar.ts'
import type { FixedWindow } from '../../../segment/window.ts'
import type { Span } from './moment.ts'

const DAY_MS = 86_400_000

/** Epoch ms; both rise with the time of the moment. Where `off` is no later than `on`, it is never among them. */
export interface Lasting {
  on(at: number): number
  off(at: number): number
  /** Of windows that hold every moment alike: ms from it to `on` and to `off`. */
  alike?: { on: number; off: number }
}

export const FOR_EVER: Lasting = alike(0, Number.POSITIVE_INFINITY)

function alike(on: number, off: number): Lasting {
  return { on: at => at + on, off: at => at + off, alike: { on, off } }
}

/** `span`: good for questions asked for a time in it. */
export function lastingIn(window: FixedWindow, span: Span, zone: string): Lasting {
  switch (window.kind) {
    case 'ever':
      return FOR_EVER
    case 'last':
      return lastingPast(0, window.days)
    case 'ago':
      return lastingPast(window.to, window.from)
    case 'since':
      return whileIn(Date.parse(window.at), Number.POSITIVE_INFINITY)
    case 'between':
      return whileIn(Date.parse(window.from), Date.parse(window.to) - 1)
    case 'calendar':
      return lastingUnits(window, span, zone)
  }
}

/** In the days before the last `until`, back to `from`; `before`: days that are taken off these first. */
export function lastingPast(until: number, from: number, before = 0): Lasting {
  const [back, on, off] = [before * DAY_MS, until * DAY_MS, from * DAY_MS]
  if ([back, on, off].every(Number.isInteger)) return alike(back + on, back + off)
  return { on: at => past(at, before, until), off: at => past(at, before, from) }
}

/** The first whole ms from which on a moment lies so many days back, subtracted as questions do it: days have fractions. */
function past(at: number, days: number, more: number): number {
  const isPast = (time: number) => time - days * DAY_MS - more * DAY_MS >= at
  let time = at + Math.ceil((days + more) * DAY_MS)
  while (!isPast(time)) time += 1
  while (isPast(time - 1)) time -= 1
  return time
}

/** Moments from one time to another. */
function whileIn(from: number, to: number): Lasting {
  const never = Number.NEGATIVE_INFINITY
  return { on: at => at, off: at => (at >= from && at <= to ? Number.POSITIVE_INFINITY : never) }
}

/**
 * Units begin one after the other: the last zone whose clocks went back over midnight was that of St. John's, until 2011
 * (IANA tz).
 */
export function lastingUnits(
  { unit, back, whole }: { unit: CalendarUnit; back: number; whole: boolean },
  span: Span,
  zone: string,
): Lasting {
  const starts = [unitStart(span.from, zone, unit, back)]
  const add = () => starts.push(unitStart(starts.at(-1)!, zone, unit, -1))
  while (starts.at(-1)! <= span.to) add()
  for (let more = 0; more <= back + 1; more++) add()
  const place = placing(starts)
  return {
    on: at => (whole ? starts[place(at) + 1]! : at),
    // Before the first of them is before anything that is asked.
    off: at => (at < starts[0]! ? Number.NEGATIVE_INFINITY : starts[place(at) + back + 1]!),
  }
}

/** Which of the units a time lies in. */
function placing(starts: readonly number[]): (at: number) => number {
  return at => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= at) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }
}
