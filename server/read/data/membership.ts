import { createRoute, z } from '@hono/zod-openapi'
import { explanationSchema } from '../../../contract/api.ts'
import { Failure } from '../../failure.ts'
import { asksAccounts } from '../../segment/asks.ts'
import { explain } from '../../segment/explain.ts'
import { matchPerson } from '../../segment/match.ts'
import type { Question } from '../../segment/question.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { askedQuestion } from '../question.ts'

const PAGE = 5_000

const route = createRoute({
  method: 'get',
  path: '/persons/{id}/membership',
  summary:
    'Whether a person is in a segment, asked twice: of the engine, and of the definition over the history',
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({
      project: parameter.project,
      segment: z.string().optional(),
      definition: z.string().max(100_000).optional(),
      q: parameter.q,
      asOf: z.string().optional(),
    }),
  },
  responses: answers(
    z.object({
      listed: z.boolean().meta({ description: 'The engine lists the person among the members' }),
      matches: z.boolean().meta({ description: 'By the definition the person belongs there' }),
      why: explanationSchema,
    }),
    'Both answers, which are always equal, and why',
  ),
})

export function membershipRoutes({ store, now }: Read) {
  return createApi().openapi(route, async c => {
    const { id } = c.req.valid('param')
    const query = c.req.valid('query')
    const project = (await projectOf(store, query.project)).id
    const asked = await askedQuestion(store, project, query, now())
    if (!asked) throw new Failure('bad-request', 'Name a segment, or give a definition.')
    const history = await store.history(project, id, asksAccounts(asked.question))
    if (!history) throw new Failure('not-found', 'There is no person with this id.')
    const matches = matchPerson(asked.question, history)
    const why = explain(asked.question, history, null)
    return c.json({ listed: await isListed(store, project, asked.question, id), matches, why }, 200)
  })
}

/** Members come by id: what is beyond the person's is not read. */
async function isListed(
  store: Pick<Store, 'members'>,
  project: string,
  question: Question,
  person: string,
): Promise<boolean> {
  let cursor: string | undefined
  do {
    const page = await store.members(project, question, {
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    })
    if (page.items.some(({ id }) => id === person)) return true
    cursor = page.next !== null && (page.items.at(-1)?.id ?? '') < person ? page.next : undefined
  } while (cursor !== undefined)
  return false
}
