import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import {
  RETENTION_WHICH,
  type Retention,
  retentionAnswerSchema,
  retentionSchema,
} from '../../../contract/behaviour/retention.ts'
import { momentSchema } from '../../../contract/behaviour/step.ts'
import { beginnings } from '../../behaviour/calendar.ts'
import { cohortsOf, columnsOf, type RetentionQuery } from '../../behaviour/retention.ts'
import { Failure } from '../../failure.ts'
import { ENOUGH } from '../../statistics/power.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, type Read } from '../api.ts'
import { type Asked, spansOf, whomOf } from './ask.ts'
import { checkPlace, sideAsked } from './asked-place.ts'
import { askedOnce, askingOnce } from './before-after.ts'
import { checkStep } from './check-funnel.ts'
import { neverArrived } from './never-arrived.ts'
import { shownMoments } from './people.ts'
import { shareOf, shareVerdicts } from './verdict.ts'

const body = { content: { 'application/json': { schema: retentionSchema } }, required: true }

const retentionRoute = createRoute({
  method: 'post',
  path: '/behaviour/retention',
  summary: 'Who came back, by when it began and how long after',
  request: { query: z.object(askingOnce), body },
  responses: answers(retentionAnswerSchema, 'Cohorts'),
})

const peopleRoute = createRoute({
  method: 'post',
  path: '/behaviour/retention/people',
  summary:
    'The people behind a cell: when they came back, or when it began for those who did not, or for all',
  request: {
    query: z.object({
      ...askingOnce,
      cohort: z.coerce.number().int().optional().meta({
        description: 'Beginning of the cohort; without it all whose own period is over, as in the summary',
      }),
      column: z.coerce.number().int().min(0).default(0).meta({
        description: 'A column of the answer, from 0; of who began it is not asked',
      }),
      which: z.enum(RETENTION_WHICH).default('kept'),
      side: z.coerce.number().int().min(0).max(1).default(0),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    body,
  },
  responses: answers(listOf(momentSchema), 'Moments, newest first'),
})

export function retentionRoutes(read: Read) {
  const { store } = read
  return createApi()
    .openapi(retentionRoute, async c => {
      const retention = c.req.valid('json')
      return c.json(await answerRetention(store, await askedOnce(read, c.req.valid('query')), retention), 200)
    })
    .openapi(peopleRoute, async c => {
      const { cohort = null, column, which, side, offset, limit, ...query } = c.req.valid('query')
      const asked = await askedOnce(read, query)
      const retention = c.req.valid('json')
      const behind = queryOf(asked, retention, side)
      checkPlace('column', column, columnsOf(retention).length, 'This retention', ['column', 'columns'])
      if (cohort !== null) checkCohort(behind, cohort)
      const found = await store.retentionPeople({
        ...behind,
        ...{ cohort, column, which, offset, limit },
      })
      return c.json(await shownMoments(store, asked.project, found), 200)
    })
}

function queryOf(asked: Asked, retention: Retention, side: number): RetentionQuery {
  const { project, now, zone } = asked
  const one = sideAsked(asked, side)
  const { from, to } = one.times ?? asked
  checkStep(retention.begin, 'How it begins')
  checkStep(retention.back, 'What coming back means')
  if (retention.kind === 'bracket' && retention.brackets.length === 0)
    throw new Failure('bad-request', 'There is no bracket: give at least one, as 1 to 3.')
  for (const [first, last] of retention.brackets) {
    if (first > last)
      throw new Failure('bad-request', `The bracket ${first} to ${last} ends before it begins.`)
  }
  // Bounds the number of cohorts.
  spansOf(asked, retention.unit)
  const periods = beginnings(zone, retention.unit, from, now + 40 * 86_400_000)
  return {
    project,
    retention,
    from,
    to,
    now,
    periods,
    whom: whomOf(one, retention.judged),
  }
}

function checkCohort(query: RetentionQuery, cohort: number): void {
  if (cohortsOf(query).some(({ at }) => at === cohort)) return
  throw new Failure(
    'bad-request',
    `No ${query.retention.unit} of these dates begins at ${cohort}: give “cohort” as the “at” of a row of the answer, or leave it out.`,
  )
}

export async function answerRetention(store: Store, asked: Asked, retention: Retention) {
  const tallies = await Promise.all(
    asked.sides.map((_, side) => store.retention(queryOf(asked, retention, side))),
  )
  const [first, second] = tallies.map(one => one.summary)
  const differences = (first && second ? first : []).map(({ kept, of }, i) => ({
    first: [kept, of] as const,
    second: [second?.[i]?.kept ?? 0, second?.[i]?.of ?? 0] as const,
  }))
  const untaken = tallies.every(({ persons }) => persons === 0)
    ? [retention.begin]
    : tallies.every(({ rows }) => rows.every(({ cells }) => cells.every(cell => !cell?.kept)))
      ? [retention.back]
      : []
  return {
    differences: shareVerdicts(differences),
    columns: columnsOf(retention).map(([first, last]) =>
      Number.isFinite(last) && last !== first
        ? `${first}–${last}`
        : Number.isFinite(last)
          ? `${first}`
          : `${first}+`,
    ),
    sides: tallies.map(({ persons, rows, summary }, i) => ({
      name: asked.sides[i]!.name,
      persons,
      rows,
      summary: summary.map(({ kept, of }) => ({ kept, of, ...shareOf(kept, of) })),
      enough: persons >= ENOUGH,
    })),
    notices: [...asked.notices, ...(await neverArrived(store, asked.project, untaken))],
    zone: asked.zone,
  }
}
