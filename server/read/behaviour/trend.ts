import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import { momentSchema } from '../../../contract/behaviour/step.ts'
import { stepName } from '../../../contract/behaviour/step-words.ts'
import {
  type Trend,
  type TrendLine,
  type TrendSeries,
  trendAnswerSchema,
  trendSchema,
} from '../../../contract/behaviour/trend.ts'
import { SESSION_FIELDS } from '../../../contract/fields.ts'
import { calculate, readFormula } from '../../behaviour/formula.ts'
import type { TrendQuery, TrendTally } from '../../behaviour/trend.ts'
import { Failure } from '../../failure.ts'
import { usualRanges } from '../../statistics/season.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, type Read } from '../api.ts'
import { type Asked, askedOf, asking, spansOf, whomOf } from './ask.ts'
import { checkPlace, groupAsked, sideAsked } from './asked-place.ts'
import { checkStep } from './check-funnel.ts'
import { neverArrived } from './never-arrived.ts'
import { shownMoments } from './people.ts'

const body = { content: { 'application/json': { schema: trendSchema } }, required: true }

const trendRoute = createRoute({
  method: 'post',
  path: '/behaviour/trend',
  summary: 'How much of something there was, span by span',
  request: { query: z.object(asking), body },
  responses: answers(trendAnswerSchema, 'Lines'),
})

const peopleRoute = createRoute({
  method: 'post',
  path: '/behaviour/trend/people',
  summary: 'The moments that a number of a trend counts',
  request: {
    query: z.object({
      ...asking,
      series: z.coerce.number().int().min(0).meta({ description: 'From 0' }),
      side: z.coerce.number().int().min(0).max(1).default(0),
      group: z.string().max(2_000).optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    body,
  },
  responses: answers(listOf(momentSchema), 'Moments, newest first'),
})

export function trendRoutes(read: Read) {
  const { store } = read
  return createApi()
    .openapi(trendRoute, async c => {
      const trend = c.req.valid('json')
      return c.json(await answerTrend(store, await askedOf(read, c.req.valid('query')), trend), 200)
    })
    .openapi(peopleRoute, async c => {
      const { series, side, group, offset, limit, ...query } = c.req.valid('query')
      const asked = await askedOf(read, query)
      const trend = c.req.valid('json')
      checkPlace('series', series, trend.series.length, 'This trend', ['series', 'series'])
      const chosen = group === undefined ? {} : { group: groupAsked(group, trend.breakdown, 'trend') }
      const found = await store.trendPeople({
        ...queryOf(asked, trend, side),
        series,
        offset,
        limit,
        ...chosen,
      })
      return c.json(await shownMoments(store, asked.project, found), 200)
    })
}

function queryOf(asked: Asked, trend: Trend, side: number): TrendQuery {
  const { project, from, to } = asked
  for (const [i, one] of trend.series.entries()) {
    if (one.measure !== 'fact') checkStep(one.step, `Series ${letter(i)}`)
    else if (SESSION_FIELDS[one.field].type === 'text')
      throw new Failure(
        'bad-request',
        `${SESSION_FIELDS[one.field].label} is a text: choose a number of sessions.`,
      )
    if (one.measure === 'fact' && trend.breakdown?.by === 'property')
      throw new Failure('bad-request', 'Sessions carry no properties: break them down by a field or a trait.')
  }
  return {
    project,
    trend,
    from,
    to,
    whom: whomOf(sideAsked(asked, side), trend.judged),
    spans: spansOf(asked, trend.unit),
  }
}

export async function answerTrend(store: Store, asked: Asked, trend: Trend) {
  const formula = trend.formula.trim() === '' ? null : readFormula(trend.formula, trend.series.length)
  if (formula && 'problem' in formula) throw new Failure('bad-request', formula.problem)
  const tallies = await Promise.all(asked.sides.map((_, side) => store.trend(queryOf(asked, trend, side))))
  const spans = spansOf(asked, trend.unit)
  const lines = tallies.flatMap((tally, side) => {
    const made = formula
      ? byFormula(tally, values => calculate(formula.formula, values))
      : tally.series.flatMap(({ groups }, series) => groups.map(group => ({ series, ...group })))
    return made.map(({ series, value: group, total, values }): TrendLine => {
      const asks = series === null ? null : trend.series[series]!
      const name = asks ? seriesName(asks) : trend.formula.trim()
      const isTime = asks?.measure === 'fact' && SESSION_FIELDS[asks.field].type === 'duration'
      const counts = asks !== null && asks.measure !== 'fact'
      return {
        ...{ name, unit: isTime ? 'ms' : 'number', side, series, group, total },
        points: pointsOf(asked, trend, spans, values, counts),
      }
    })
  })
  const untaken = trend.series.flatMap((one, i) =>
    one.measure !== 'fact' && tallies.every(({ series }) => series[i]!.groups.every(group => !group.total))
      ? [one.step]
      : [],
  )
  return {
    lines,
    otherGroups: Math.max(0, ...tallies.map(tally => tally.otherGroups)),
    notices: [...asked.notices, ...(await neverArrived(store, asked.project, untaken))],
    zone: asked.zone,
  }
}

function byFormula(tally: TrendTally, calculated: (values: (number | null)[]) => number | null) {
  const [first] = tally.series
  return (first?.groups ?? []).map(({ value, values }, group) => {
    const of = (pick: (one: TrendTally['series'][number]['groups'][number]) => number | null) =>
      tally.series.map(({ groups }) => pick(groups[group]!))
    return {
      series: null,
      value,
      total: calculated(of(one => one.total)),
      values: values.map((_, span) => calculated(of(one => one.values[span] ?? null))),
    }
  })
}

/** Spans after which the season begins again: hours of a week, weekdays; weeks and months have none that shows. */
const SEASONS = { hour: 168, day: 7, week: 1, month: 1 }

function pointsOf(
  { from, to }: Asked,
  { unit }: Trend,
  spans: readonly number[],
  values: readonly (number | null)[],
  counts: boolean,
): TrendLine['points'] {
  const partial = spans.map((at, i) => at < from || (i === spans.length - 1 && endOf(at, unit) > to))
  // A span cut off says nothing about what is usual, and cannot be unusual.
  const whole = values.map((value, i) => (partial[i] ? null : value))
  const usual = usualRanges(whole, SEASONS[unit], counts)
  return spans.map((at, i) => {
    const value = values[i] ?? null
    const range = usual[i] ?? null
    const mark =
      value === null || range === null
        ? null
        : value > range.high
          ? 'spike'
          : value < range.low
            ? 'drop'
            : null
    return { at, value, mark, usual: range, partial: partial[i]! }
  })
}

/** Not before: months have at least 28 days, and a day with a change of clocks 23 h. */
function endOf(at: number, unit: Trend['unit']): number {
  const hours = { hour: 1, day: 23, week: 7 * 24 - 1, month: 28 * 24 - 1 }
  return at + hours[unit] * 3_600_000
}

export function seriesName(one: TrendSeries): string {
  if (one.measure === 'fact') return `${SESSION_FIELDS[one.field].label} (${one.how})`
  const words = { events: '', persons: 'People: ', sessions: 'Sessions: ' }
  return `${words[one.measure]}${stepName(one.step)}`
}

function letter(i: number): string {
  return String.fromCharCode(65 + i)
}
