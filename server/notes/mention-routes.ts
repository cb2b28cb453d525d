import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import {
  mentionHookSchema,
  mentionHookShown,
  mentionSchema,
  mentionsReadSchema,
} from '../../contract/mention.ts'
import { refuseClosed } from '../destinations/address.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import type { WhoAsks } from '../watching/who.ts'
import type { MentionCourier } from './mention-courier.ts'
import { mentionHook, putMentionHook, shownHook } from './mention-hook.ts'
import { addressedTo, markRead } from './mentions.ts'

const query = z.object({ project: parameter.project })

const mine = createRoute({
  method: 'get',
  path: '/mentions/mine',
  summary: 'Notes that mention who asks, newest first',
  request: { query },
  responses: answers(
    listOf(mentionSchema).extend({ unread: z.int() }),
    'Mentions; those of a member, by e-mail address',
  ),
})
const read = createRoute({
  method: 'post',
  path: '/mentions/read',
  summary: 'Say that mentions were read',
  request: { query, body: jsonBody(mentionsReadSchema) },
  responses: answers(z.object({ read: z.int() }), 'How many were unread'),
})
const hook = createRoute({
  method: 'get',
  path: '/settings/mentions',
  summary: 'The webhook that is told of mentions, and how it stands',
  request: { query },
  responses: answers(mentionHookShown, 'The webhook, without its secret'),
})
const putHook = createRoute({
  method: 'put',
  path: '/settings/mentions',
  summary: 'Tell a webhook of mentions from now on; null: no more. Without a secret the one before stays',
  request: {
    query,
    body: jsonBody(z.strictObject({ hook: mentionHookSchema.partial({ secret: true }).nullable() })),
  },
  responses: answers(mentionHookShown, 'The webhook, without its secret'),
})

export function mentionRoutes({ store, now }: Read, whoAsks: WhoAsks, courier: MentionCourier) {
  return createApi()
    .openapi(mine, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const items = await addressedTo(store, project, whoAsks(c))
      const unread = items.filter(one => one.readAt === null).length
      return c.json({ items, next: null, total: items.length, unread }, 200)
    })
    .openapi(read, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const place = { project, who: whoAsks(c), now: now() }
      return c.json({ read: await markRead(store, place, c.req.valid('json').ids) }, 200)
    })
    .openapi(hook, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await shownHook(store, project), 200)
    })
    .openapi(putHook, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { hook: wanted } = c.req.valid('json')
      if (wanted && !courier.allowPrivate) refuseClosed(wanted.url)
      const secret = wanted?.secret ?? (await mentionHook(store, project))?.secret
      if (wanted && secret === undefined) throw new Failure('bad-request', 'Give a secret to sign with.')
      await putMentionHook(
        store,
        project,
        wanted && secret !== undefined ? { url: wanted.url, secret } : null,
      )
      courier.nudge()
      return c.json(await shownHook(store, project), 200)
    })
}
