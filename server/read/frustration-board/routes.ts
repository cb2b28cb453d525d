import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import {
  CASE_STATES,
  caseChangeSchema,
  casePlace,
  caseSchema,
  exampleSchema,
  frustrationBoardSchema,
} from '../../../contract/frustration/board.ts'
import { frustrationRules } from '../../../contract/frustration/frustration.ts'
import { ruleSettingName, rulesOf } from '../../derive/frustration/rules-in-force.ts'
import type { RejudgeLoop } from '../../derive/rejudge/loop.ts'
import { Failure } from '../../failure.ts'
import type { BoardQuery } from '../../store/frustration-port.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { askedQuestion } from '../question.ts'
import { zoneOf } from '../zone.ts'
import { against, personsInEither } from './against.ts'
import { casesOfBoard, SORTS, sorted } from './board.ts'
import { casesOf, changeCase } from './cases.ts'
import { examplesOf } from './examples.ts'

/** As the viewer's address says it. */
const EVERYONE_ELSE = 'everyone-else'

function isSegment(compare: string | undefined): compare is string {
  return compare !== undefined && compare !== EVERYONE_ELSE
}

/** Rows looked at: enough for any screen, and a bound for pages whose elements have no stable names. */
const MOST_ROWS = 1_000

const asking = {
  project: parameter.project,
  segment: z.string().optional().meta({ description: 'Id of a saved segment' }),
  definition: z.string().max(100_000).optional().meta({ description: 'A SegmentDefinition as JSON' }),
  q: parameter.q,
  asOf: z.string().optional().meta({ description: 'now (default), session, or a time' }),
  from: parameter.time,
  to: parameter.time,
}

const boardRoute = createRoute({
  method: 'get',
  path: '/frustrations',
  summary: 'What frustrates: grouped by kind, page and element; a segment against everyone else',
  request: {
    query: z.object({
      ...asking,
      compare: z
        .string()
        .max(64)
        .optional()
        .meta({ description: 'Id of a second segment; everyone else without it' }),
      state: z
        .enum([...CASE_STATES, 'unsettled', 'all'])
        .default('unsettled')
        .meta({ description: 'unsettled: open and returned' }),
      sort: z.enum(SORTS).default('persons'),
      limit: parameter.limit,
    }),
  },
  responses: answers(frustrationBoardSchema, 'The board'),
})

const examples = createRoute({
  method: 'get',
  path: '/frustrations/examples',
  summary: 'When one of them was met, newest first, with links to the moments',
  request: {
    query: z.object({
      ...asking,
      ...casePlace.shape,
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
  },
  responses: answers(listOf(exampleSchema), 'Moments'),
})

const change = createRoute({
  method: 'put',
  path: '/frustrations/case',
  summary: 'Mute one, mark it as fixed, assign it, or note something about it',
  request: {
    query: z.object({ project: parameter.project }),
    body: { content: { 'application/json': { schema: caseChangeSchema } }, required: true },
  },
  responses: answers(caseSchema, 'The case as it is now'),
})

const fine = createRoute({
  method: 'post',
  path: '/frustrations/fine',
  summary: 'Say that what an element does is fine: it is never again counted as this kind; or take it back',
  request: {
    query: z.object({ project: parameter.project }),
    body: {
      content: {
        'application/json': {
          schema: z.strictObject({
            kind: casePlace.shape.kind,
            element: z.string().min(1, 'only what is about an element can be fine').max(500),
            fine: z.boolean(),
          }),
        },
      },
      required: true,
    },
  },
  responses: answers(z.object({ fine: frustrationRules.shape.fine }), 'What is fine now'),
})

export function frustrationBoardRoutes({ store, now }: Read, rejudge: RejudgeLoop) {
  const asked = async (query: z.infer<z.ZodObject<typeof asking>>): Promise<Omit<BoardQuery, 'limit'>> => {
    const project = (await projectOf(store, query.project)).id
    const question = (await askedQuestion(store, project, query, now()))?.question
    const from = parameter.readTime('from', query.from)
    const to = parameter.readTime('to', query.to)
    return {
      project,
      zone: await zoneOf(store, project),
      ...(question ? { question } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    }
  }
  return createApi()
    .openapi(boardRoute, async c => {
      const { state, sort, limit, compare, ...query } = c.req.valid('query')
      const board = await asked(query)
      const { definition: _, q: __, ...dates } = query
      const second = isSegment(compare) ? await asked({ ...dates, segment: compare }) : null
      const [first, other, either, known, { waiting }] = await Promise.all([
        store.frustrationBoard({ ...board, limit: MOST_ROWS }),
        second && store.frustrationBoard({ ...second, limit: MOST_ROWS }),
        second && personsInEither(store, board, second),
        casesOf(store, board.project),
        store.lag(),
      ])
      const found = other ? against(first, other) : first
      const cases = casesOfBoard(found, known).filter(
        one =>
          state === 'all' ||
          (state === 'unsettled' ? one.state === 'open' || one.state === 'returned' : one.state === state),
      )
      const { sessions, persons, others } = found
      const judging = rejudge.progress(board.project)
      const items = sorted(cases, sort).slice(0, limit)
      const both = either === null ? 0 : persons + others - either
      const counts = { total: cases.length, sessions, persons, others, both, waiting }
      return c.json({ items, next: null, ...counts, judging }, 200)
    })
    .openapi(examples, async c => {
      const { kind, page, element, limit, ...query } = c.req.valid('query')
      const board = await asked(query)
      const place = { kind, page, element }
      const [found, rules] = await Promise.all([
        store.grievances({ ...board, ...place, limit }),
        rulesOf(store, board.project),
      ])
      const items = await examplesOf(store, board.project, place, found, rules)
      return c.json({ items, next: null }, 200)
    })
    .openapi(change, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await changeCase(store, project, c.req.valid('json'), now()), 200)
    })
    .openapi(fine, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { kind, element, fine: isFine } = c.req.valid('json')
      const rules = await rulesOf(store, project)
      const others = rules.fine.filter(one => one.kind !== kind || one.element !== element)
      const changed = frustrationRules.safeParse({
        ...rules,
        fine: isFine ? [...others, { kind, element }] : others,
      })
      if (!changed.success)
        throw new Failure('bad-request', 'No more elements can be fine: change the thresholds instead.')
      await store.putSetting(ruleSettingName(project), changed.data)
      rejudge.nudge()
      return c.json({ fine: changed.data.fine }, 200)
    })
}
