import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf, sessionSchema } from '../../contract/api.ts'
import { QUEUE_LIMIT } from '../../contract/watching.ts'
import { answers, createApi, type Read } from '../read/api.ts'
import { askedSessions, selection } from '../read/session-list.ts'
import { sessionsOf } from '../read/shape.ts'
import { keptOf } from './kept.ts'
import { chooseDiffering } from './queue.ts'
import { queueCandidates } from './queue-candidates.ts'
import type { WhoAsks } from './who.ts'

const queue = createRoute({
  method: 'get',
  path: '/queue',
  summary: 'Sessions to watch, chosen to differ from each other; each with what sets it apart',
  request: {
    query: selection.extend({ count: z.coerce.number().int().min(1).max(QUEUE_LIMIT).default(20) }),
  },
  responses: answers(listOf(sessionSchema.extend({ reason: z.string() })), 'The queue'),
})

export function queueRoutes({ store, now }: Read, whoAsks: WhoAsks) {
  return createApi().openapi(queue, async c => {
    const query = c.req.valid('query')
    const who = whoAsks(c)
    const { asked } = await askedSessions(store, query, who, now())
    const { candidates, rows } = await queueCandidates(store, asked)
    const chosen = chooseDiffering(candidates, query.count)
    const found = chosen.flatMap(({ session }) => rows.get(session) ?? [])
    const sessions = await sessionsOf(store, asked.project, found)
    const items = await Promise.all(
      sessions.map(async (one, i) => ({
        ...one,
        kept: await keptOf(store, asked.project, one.id, who),
        reason: chosen[i]?.reason ?? '',
      })),
    )
    return c.json({ items, next: null, total: items.length }, 200)
  })
}
