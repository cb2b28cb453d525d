import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import { foundSchema } from '../../contract/found.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import { findWords } from './find-words.ts'
import * as parameter from './parameters.ts'

const AT_ONCE = 100
/** Events of one session that are looked through. */
const EVENTS = 1000

const found = createRoute({
  method: 'get',
  path: '/sessions/found',
  summary: 'Where in each of several sessions the words of a search are; those without them are left out',
  request: {
    query: z.object({
      project: parameter.project,
      text: z.string().trim().min(1).max(200),
      sessions: z
        .string()
        .transform(list => list.split(',').filter(Boolean))
        .pipe(z.array(z.string()).max(AT_ONCE))
        .meta({ description: `Ids of at most ${AT_ONCE} sessions, with commas between` }),
    }),
  },
  responses: answers(listOf(foundSchema), 'The first moment of each, and what was found there'),
})

export function foundRoutes({ store }: Pick<Read, 'store'>) {
  return createApi().openapi(found, async c => {
    const { project: asked, text, sessions } = c.req.valid('query')
    const project = (await projectOf(store, asked)).id
    const items = await Promise.all(
      sessions.map(async session => {
        const row = await store.session({ project, session })
        if (!row || row.tabs === 0) return []
        const [tabs, events] = await Promise.all([
          store.facts({ project, session }),
          store.events({ project, session, limit: EVENTS }),
        ])
        return (
          findWords(
            text,
            row,
            tabs.map(tab => tab.facts),
            events.items,
          ) ?? []
        )
      }),
    )
    return c.json({ items: items.flat(), next: null }, 200)
  })
}
