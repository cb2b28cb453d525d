import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { explanationSchema, listOf } from '../../../contract/api.ts'
import { Failure } from '../../failure.ts'
import { asksAccounts } from '../../segment/asks.ts'
import { explain } from '../../segment/explain.ts'
import type { AsOf, Question } from '../../segment/question.ts'
import type { SessionRow, Store } from '../../store/port.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { askedQuestion, questionOf } from '../question.ts'
import { readable } from '../sessions.ts'

const AT_ONCE = 200

const asking = {
  segment: z.string().optional(),
  definition: z.string().max(100_000).optional(),
  q: parameter.q,
  asOf: z.string().optional(),
}
const one = createRoute({
  method: 'get',
  path: '/sessions/{id}/why',
  summary: 'Why a session is in a segment, or what is missing',
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({ project: parameter.project, ...asking }),
  },
  responses: answers(explanationSchema, 'The explanation'),
})

const several = createRoute({
  method: 'post',
  path: '/sessions/why',
  summary: 'Why each of several sessions is in a segment; those that are gone are left out',
  request: {
    query: z.object({ project: parameter.project }),
    body: {
      content: {
        'application/json': {
          schema: z.strictObject({ sessions: z.array(z.string()).max(AT_ONCE), ...asking }),
        },
      },
      required: true,
    },
  },
  responses: answers(
    listOf(z.object({ session: z.string(), why: explanationSchema })),
    'An explanation for each',
  ),
})

const membershipSchema = z
  .object({
    segment: z.string(),
    name: z.string(),
    atVisit: explanationSchema.meta({ description: 'As of the start of the session' }),
    now: explanationSchema,
  })
  .meta({ id: 'Membership' })
const memberships = createRoute({
  method: 'get',
  path: '/sessions/{id}/segments',
  summary: 'Which saved segments the session was in when it was recorded, and is in now, and why',
  request: { params: z.object({ id: z.string() }), query: z.object({ project: parameter.project }) },
  responses: answers(listOf(membershipSchema), 'All saved segments'),
})

export function whyRoutes({ store, now }: Read) {
  return createApi()
    .openapi(several, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { sessions, ...asked } = c.req.valid('json')
      const question = await askedOf(store, project, asked, now())
      const found = await Promise.all(
        sessions.map(async session => {
          const row = await store.session({ project, session })
          const why = row && row.tabs > 0 ? await explained(store, row, [question]) : null
          return why?.[0] ? [{ session, why: why[0] }] : []
        }),
      )
      return c.json({ items: found.flat(), next: null }, 200)
    })
    .openapi(one, async c => {
      const query = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      const row = await readable(store, project, c.req.valid('param').id)
      const [why] = (await explained(store, row, [await askedOf(store, project, query, now())])) ?? []
      if (!why) throw new Failure('not-found', 'There is no session with this id.')
      return c.json(why, 200)
    })
    .openapi(memberships, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const row = await readable(store, project, c.req.valid('param').id)
      const saved = await store.segments(project)
      const asOf: AsOf[] = [{ kind: 'session' }, { kind: 'at', time: now() }]
      const questions = await Promise.all(
        saved.flatMap(({ id, definition }) =>
          asOf.map(async one => (await questionOf(store, project, definition, one, id)).question),
        ),
      )
      const whys = (await explained(store, row, questions)) ?? []
      const items = saved.flatMap(({ id, name }, i) => {
        const [atVisit, today] = [whys[2 * i], whys[2 * i + 1]]
        return atVisit && today ? [{ segment: id, name, atVisit, now: today }] : []
      })
      return c.json({ items, next: null }, 200)
    })
}

async function askedOf(
  store: Store,
  project: string,
  asked: Parameters<typeof askedQuestion>[2],
  now: number,
): Promise<Question> {
  const found = await askedQuestion(store, project, asked, now)
  if (!found) throw new Failure('bad-request', 'Name a segment, or give a definition.')
  return found.question
}

/** Null when the session is gone meanwhile. */
async function explained(store: Pick<Store, 'history'>, row: SessionRow, questions: Question[]) {
  const history = await store.history(row.project, row.person, questions.some(asksAccounts))
  const session = history?.sessions.find(one => one.id === row.session)
  if (!history || !session) return null
  return questions.map(question => explain(question, history, session))
}
