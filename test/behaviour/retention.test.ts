import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RetentionWhich, retentionSchema } from '../../contract/behaviour/retention.ts'
import { beginnings } from '../../server/behaviour/calendar.ts'
import type { Known } from '../../server/behaviour/deeds.ts'
import { retentionPeople, tallyRetention } from '../../server/behaviour/retention.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Monday, 00:00 UTC; clocks in Vienna go back at the end of that week. */
const MONDAY = Date.UTC(2026, 9, 19)

type Life = { at: number; mask: number }[]

/** Only what retention asks of an engine: the lives it is given. */
function knownOf(lives: readonly Life[]): Known {
  const nothing = () => {
    throw new Error('Retention asks for nothing else.')
  }
  return {
    deeds: ({ from, to }) => {
      const person: number[] = []
      const starts = [0]
      const all: Life = []
      for (const [i, life] of lives.entries()) {
        const own = life.filter(({ at }) => at >= from && at < to)
        if (own.length === 0) continue
        all.push(...own)
        person.push(i + 1)
        starts.push(all.length)
      }
      const [at, mask] = [all.map(one => one.at), all.map(one => one.mask)]
      return { person, starts, at, mask, value: null, session: () => 0 }
    },
    happenings: nothing,
    within: (_project, _whom, _per, { length }) => new Uint8Array(length).fill(1),
    visits: nothing,
    visitors: nothing,
    totals: nothing,
    values: nothing,
    features: nothing,
    met: nothing,
    places: nothing,
    first: nothing,
    choices: nothing,
    personId: String,
    sessionId: String,
  }
}

const life = fc
  .array(
    fc.record({
      at: fc.nat({ max: 20 * 24 }).map(hours => MONDAY + hours * HOUR),
      mask: fc.constantFrom(1, 2, 2, 3),
    }),
    { maxLength: 8 },
  )
  .map(all => all.sort((a, b) => a.at - b.at))

const asked = fc
  .record({
    unit: fc.constantFrom('day', 'week'),
    clock: fc.constantFrom('calendar', 'rolling'),
    kind: fc.constantFrom('n', 'unbounded', 'bracket'),
    periods: fc.constantFrom(2, 5),
    firstEver: fc.boolean(),
    brackets: fc.constant([
      [0, 1],
      [2, 4],
    ]),
  })
  .map(one => retentionSchema.parse({ ...one, begin: { kind: 'session' }, back: { kind: 'session' } }))

const NOW = MONDAY + 16 * DAY + 5 * HOUR
const FROM = MONDAY + 2 * DAY
const TO = MONDAY + 12 * DAY

test('[U20] [U21] [U22] retention is what its rules say, told again in the plainest words', () => {
  fc.assert(
    fc.property(
      fc.array(life, { maxLength: 6 }),
      asked,
      fc.constantFrom('UTC', 'Europe/Vienna'),
      (lives, retention, zone) => {
        const periods = beginnings(zone, retention.unit, FROM, NOW + 40 * DAY)
        const query = {
          project: 'p',
          retention,
          from: FROM,
          to: TO,
          now: NOW,
          periods,
          whom: { judged: 'start' as const },
        }
        const tally = tallyRetention(knownOf(lives), query)
        const dayOf = (at: number) => {
          const [year = 0, month = 1, day = 1] = new Date(at)
            .toLocaleDateString('sv-SE', { timeZone: zone })
            .split('-')
            .map(Number)
          return Date.UTC(year, month - 1, day) / DAY
        }
        // 1 January 1970 was a Thursday: three days behind a Monday.
        const unitOf = (at: number) =>
          retention.unit === 'day' ? dayOf(at) : Math.floor((dayOf(at) + 3) / 7)
        const length = retention.unit === 'day' ? DAY : 7 * DAY
        const apart = (start: number, at: number) =>
          retention.clock === 'rolling' ? Math.floor((at - start) / length) : unitOf(at) - unitOf(start)
        const columns: [number, number][] =
          retention.kind === 'bracket'
            ? retention.brackets
            : Array.from({ length: retention.periods + 1 }, (_, i) => [
                i,
                retention.kind === 'n' ? i : Number.POSITIVE_INFINITY,
              ])
        const courses = lives.flatMap(own => {
          const past = own.filter(one => one.at <= NOW && (retention.firstEver || one.at >= FROM))
          const i = past.findIndex(one => one.mask & 1)
          const start = past[i]?.at
          if (start === undefined || start < FROM || start >= TO) return []
          return [
            {
              start,
              back: past
                .slice(i + 1)
                .filter(one => one.mask & 2)
                .map(one => apart(start, one.at)),
            },
          ]
        })
        expect(tally.persons).toBe(courses.length)
        for (const [c, [first, last]] of columns.entries()) {
          const came = courses.filter(({ back }) => back.some(n => n >= first && n <= last))
          expect(tally.rows.reduce((sum, row) => sum + (row.cells[c]?.kept ?? 0), 0)).toBe(came.length)
          const behind = (cohort: number | null, which: RetentionWhich) =>
            retentionPeople(knownOf(lives), { ...query, cohort, column: c, which, offset: 0, limit: 99 })
              .total
          const byCohort = tally.rows.map(({ at }) => behind(at, 'kept'))
          expect(byCohort).toEqual(tally.rows.map(row => row.cells[c]?.kept ?? 0))
          expect(tally.rows.map(({ at }) => behind(at, 'began'))).toEqual(tally.rows.map(({ size }) => size))
          expect(behind(null, 'began')).toBe(tally.persons)
          // Over: the present lies in a later period than the column's last (of "or later": than its first).
          const end = Number.isFinite(last) ? last : first
          const over = courses.filter(({ start }) => apart(start, NOW) > end)
          expect(tally.summary[c]).toEqual({
            kept: over.filter(one => came.includes(one)).length,
            of: over.length,
          })
          expect(behind(null, 'kept')).toBe(tally.summary[c]?.kept)
          expect(behind(null, 'lost')).toBe(over.length - (tally.summary[c]?.kept ?? 0))
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('[U21] a day begins at its first moment, also where clocks change and where there is no midnight', () => {
  const hours = (zone: string, from: number, days: number) => {
    const all = beginnings(zone, 'day', from, from + days * DAY)
    return all.slice(1).map((at, i) => (at - all[i]!) / HOUR)
  }
  expect(hours('Europe/Vienna', Date.UTC(2026, 9, 24, 12), 3)).toEqual([24, 25, 24, 24])
  expect(hours('Europe/Vienna', Date.UTC(2026, 2, 28, 12), 3)).toEqual([24, 23, 24, 24])
  // In Lebanon clocks go forward at midnight: 29 March 2026 begins at 01:00.
  const beirut = beginnings('Asia/Beirut', 'day', Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 2, 29, 12))
  expect(new Date(beirut[1]!).toLocaleTimeString('en-GB', { timeZone: 'Asia/Beirut' })).toBe('01:00:00')
  expect(beginnings('UTC', 'month', Date.UTC(2026, 0, 31), Date.UTC(2026, 2, 1))).toEqual([
    Date.UTC(2026, 0, 1),
    Date.UTC(2026, 1, 1),
    Date.UTC(2026, 2, 1),
  ])
  const kathmandu = beginnings('Asia/Kathmandu', 'hour', Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1, 2))
  expect(kathmandu[0]).toBe(Date.UTC(2025, 11, 31, 23, 15))
})
