/** Trends told again in the plainest words: by the name of the day on the wall, without any arithmetic of calendars. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TrendAnswer } from '../../contract/behaviour/trend.ts'
import { openApp } from '../app.ts'
import { batch, derived, event } from '../store/make.ts'

const HOUR = 3_600_000
/** Around the nights in which the clocks of both zones change, in 2025. */
const AUTUMN = Date.UTC(2025, 9, 23)
const SPAN = 12 * 24 * HOUR
const ZONES = ['Europe/Vienna', 'America/New_York', 'Asia/Kathmandu'] as const

interface Happened {
  person: number
  /** ms since AUTUMN. */
  at: number
  name: string
  amount: number
  recorded: boolean
}

const happened = fc.array(
  fc.record({
    person: fc.nat({ max: 4 }),
    at: fc.oneof(
      fc.nat({ max: SPAN - 1 }),
      fc.nat({ max: 12 * 24 }).map(hours => hours * HOUR),
    ),
    name: fc.constantFrom('Paid', 'Paid', 'Left'),
    amount: fc.nat({ max: 3 }),
    recorded: fc.boolean(),
  }),
  { maxLength: 40 },
)
const asked = fc.record({
  zone: fc.constantFrom(...ZONES),
  unit: fc.constantFrom('hour', 'day', 'month'),
  least: fc.constantFrom(0, 2),
})

test('[U30] trends are what their rules say, in every time zone and over changes of the clock', async () => {
  await fc.assert(
    fc.asyncProperty(happened, asked, async (all, { zone, unit, least }) => {
      const app = await openApp()
      await fill(app, all)
      const where = [{ path: ['amount'], is: { op: 'at-least', number: least } }]
      const step = { kind: 'event', event: 'Paid', where }
      const series = (['events', 'persons', 'sessions'] as const).map(measure => ({ measure, step }))
      const query = `from=${AUTUMN}&to=${AUTUMN + SPAN}&zone=${zone}`
      const ask = async (formula: string): Promise<TrendAnswer> => {
        const body = JSON.stringify({ series, unit, formula })
        return (await app.ask(`/api/behaviour/trend?${query}`, { method: 'POST', body })).body
      }
      const { lines } = await ask('')
      const { lines: ratios } = await ask('A / B')
      await app.close()

      const named = nameOf(zone, unit)
      const paid = all.filter(({ name, amount, at }) => name === 'Paid' && amount >= least && at < SPAN)
      const measures = [
        (some: Happened[]) => some.length,
        (some: Happened[]) => new Set(some.map(one => one.person)).size,
        (some: Happened[]) => new Set(some.filter(one => one.recorded).map(one => one.person)).size,
      ]
      for (const [i, measure] of measures.entries()) {
        const points = new Map(lines[i]?.points.map(({ at, value }) => [named(at), value]))
        // Each span has a name of its own, and nothing lies outside of all.
        expect(points.size).toBe(lines[i]?.points.length)
        for (const [span, value] of points) {
          expect(value).toBe(measure(paid.filter(one => named(AUTUMN + one.at) === span)))
        }
        expect(paid.every(one => points.has(named(AUTUMN + one.at)))).toBe(true)
        expect(lines[i]?.total).toBe(measure(paid))
      }
      for (const { at, value } of ratios[0]?.points ?? []) {
        const own = paid.filter(one => named(AUTUMN + one.at) === named(at))
        expect(value).toBe(own.length === 0 ? null : own.length / new Set(own.map(one => one.person)).size)
      }
    }),
    { numRuns: Number(process.env.ORACLE_RUNS ?? 60) },
  )
})

/** One session a person, in which what is recorded happened. */
async function fill(app: Awaited<ReturnType<typeof openApp>>, all: readonly Happened[]): Promise<void> {
  for (const person of new Set(all.map(one => one.person))) {
    const ids = { session: `session-${person}`, anonymousId: `visitor-${person}` }
    const made = { ...batch({ ...ids, from: AUTUMN, to: AUTUMN + HOUR }), project: 'main' }
    await app.store.putBatch(made)
    await app.store.putDerived(derived(made, {}, [{ at: AUTUMN, path: '/' }]))
  }
  const events = all.map(({ person, at, name, amount, recorded }, i) =>
    event({
      ...{ messageId: `message-${i}`, anonymousId: `visitor-${person}`, event: name, at: AUTUMN + at },
      properties: { amount },
      ...(recorded ? { sessionId: `session-${person}` } : {}),
    }),
  )
  if (events.length > 0) await app.store.putEvents('main', events)
}

/** The hour, day or month as the clock on the wall calls it; an hour that comes twice by its distance to UTC, too. */
function nameOf(zone: string, unit: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone: zone, year: 'numeric', month: 'numeric' },
    ...(unit === 'month' ? {} : { day: 'numeric' }),
    ...(unit === 'hour' ? { hour: 'numeric', hourCycle: 'h23', timeZoneName: 'longOffset' } : {}),
  })
  return at => format.format(at)
}
