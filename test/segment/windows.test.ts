import { expect, test } from 'vitest'
import type { Window } from '../../contract/segment/windows.ts'
import { dayOf, unitStart } from '../../server/segment/calendar.ts'
import { DAY, did, event, HOUR, holds, NOW, session } from './people.ts'

/** Of times, those the window holds. */
function within(
  window: Window,
  times: number[],
  more: Parameters<typeof holds>[1] = {},
  zone = 'UTC',
): number[] {
  const asked = { kind: 'did', of: event('A'), count: { op: 'at-least', n: 1 }, window } as const
  return times.filter(at =>
    holds(
      asked,
      { ...more, events: [...(more.events ?? []), did('A', at)].sort((a, b) => a.at - b.at) },
      NOW,
      zone,
    ),
  )
}

test('[M24] days ago: open at the old end, closed at the new one', () => {
  const window: Window = { kind: 'ago', from: 14, to: 7 }
  const inside = [NOW - 14 * DAY + 1, NOW - 7 * DAY]
  expect(within(window, [NOW - 14 * DAY, ...inside, NOW - 7 * DAY + 1])).toEqual(inside)
})

test('[M24] between two dates: with the first, without the second, and nothing after the time asked for', () => {
  const date = (at: number) => new Date(at).toISOString()
  const window: Window = { kind: 'between', from: date(NOW - DAY), to: date(NOW + DAY) }
  expect(within(window, [NOW - DAY - 1, NOW - DAY, NOW, NOW + 1])).toEqual([NOW - DAY, NOW])
  const past: Window = { kind: 'between', from: date(NOW - 2 * DAY), to: date(NOW - DAY) }
  expect(within(past, [NOW - DAY - 1, NOW - DAY])).toEqual([NOW - DAY - 1])
})

test('[M25] calendar days are those of the project’s time zone', () => {
  // 22 November, 12:00 UTC: 17:30 in Kolkata, where the day began at 18:30 UTC.
  const today: Window = { kind: 'calendar', unit: 'day', back: 0, whole: false }
  const midnight = Date.UTC(2026, 10, 21, 18, 30)
  expect(within(today, [midnight - 1, midnight, NOW], {}, 'Asia/Kolkata')).toEqual([midnight, NOW])
  // The week began on Monday the 16th; the two before it on the 2nd.
  const weeks: Window = { kind: 'calendar', unit: 'week', back: 2, whole: true }
  const [from, to] = [Date.UTC(2026, 10, 2), Date.UTC(2026, 10, 16)]
  expect(within(weeks, [from - 1, from, to - 1, to])).toEqual([from, to - 1])
  const month: Window = { kind: 'calendar', unit: 'month', back: 0, whole: false }
  expect(within(month, [Date.UTC(2026, 10, 1) - 1, Date.UTC(2026, 10, 1)])).toEqual([Date.UTC(2026, 10, 1)])
})

test.each([
  // Berlin puts its clocks back on 25 October 2026, and on on 29 March.
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 12), Date.UTC(2026, 9, 24, 22), 25],
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 12), Date.UTC(2026, 2, 28, 23), 23],
  // Havana skips midnight on 8 March 2026, and has it twice on 1 November.
  ['America/Havana', Date.UTC(2026, 2, 8, 15), Date.UTC(2026, 2, 8, 5), 23],
  ['America/Havana', Date.UTC(2026, 10, 1, 15), Date.UTC(2026, 10, 1, 4), 25],
  // Apia had no 30 December 2011.
  ['Pacific/Apia', Date.UTC(2011, 11, 31, 0), Date.UTC(2011, 11, 30, 10), 24],
])('[M25] %s: a day begins when its clocks say so, and has 23 to 25 hours', (zone, at, start, hours) => {
  expect(new Date(unitStart(at, zone, 'day', 0)).toISOString()).toBe(new Date(start).toISOString())
  expect(dayOf(start - 1, zone)).toBeLessThan(dayOf(start, zone))
  expect(unitStart(at + DAY, zone, 'day', 0) - start).toBe(hours * HOUR)
})

test('[M26] since the first event of a name, or since first seen, both ends included', () => {
  const signedUp = NOW - 3 * DAY
  const more = { events: [did('Signed Up', signedUp)], sessions: [session('s1', NOW - 5 * DAY)] }
  const since = (event: string | null, hours: number | null): Window => ({
    kind: 'since-first',
    event,
    hours,
  })
  const times = [signedUp - 1, signedUp, signedUp + 24 * HOUR, signedUp + 24 * HOUR + 1]
  expect(within(since('Signed Up', 24), times, more)).toEqual(times.slice(1, 3))
  expect(within(since('Signed Up', null), times, more)).toEqual(times.slice(1))
  expect(within(since('Never', 24), times, more)).toEqual([])
  expect(within(since(null, 48), [NOW - 5 * DAY, NOW - 3 * DAY, NOW - 3 * DAY + 1], more)).toEqual([
    NOW - 5 * DAY,
    NOW - 3 * DAY,
  ])
})

test('[M26] after some event of a name, later by (time, messageId)', () => {
  const window: Window = { kind: 'after', event: 'B', hours: 1 }
  const at = NOW - DAY
  const more = (messageId: string) => ({ events: [did('B', at, { messageId })] })
  expect(within(window, [at], more('0'))).toEqual([at])
  expect(within(window, [at], more('Z'))).toEqual([])
  expect(within(window, [at - 1, at + HOUR, at + HOUR + 1], more('0'))).toEqual([at + HOUR])
  // An event is not later than itself.
  expect(within({ kind: 'after', event: 'A', hours: 1 }, [at])).toEqual([])
})
