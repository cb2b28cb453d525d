import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  apiTokenInputSchema,
  apiTokenMadeSchema,
  apiTokenSchema,
  auditEntrySchema,
  colleagueSchema,
  memberChangeSchema,
  memberInputSchema,
  memberInvitedSchema,
  memberSchema,
} from '../../contract/access.ts'
import { listOf } from '../../contract/api.ts'
import { AUDIT_ACTION_NAMES } from '../../contract/roles.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { ADMIN, actorOf, demand } from './actor.ts'
import type { Gate } from './gate.ts'

const byId = { params: z.object({ id: z.string() }) }

const members = createRoute({
  method: 'get',
  path: '/members',
  summary: 'Who may sign in, with their roles',
  responses: answers(listOf(memberSchema), 'Members'),
})
const mentions = createRoute({
  method: 'get',
  path: '/mentions',
  summary: 'Whom a note can mention',
  responses: answers(listOf(colleagueSchema), 'Members, with their names'),
})
const invite = createRoute({
  method: 'post',
  path: '/members',
  summary: 'Invite someone; the link is told only now',
  request: { body: jsonBody(memberInputSchema) },
  responses: answers(memberInvitedSchema, 'The member, with the link to accept'),
})
const renew = createRoute({
  method: 'post',
  path: '/members/{id}/renew',
  summary: 'A link with which a member sets a new password',
  request: byId,
  responses: answers(memberInvitedSchema, 'The member, with the link'),
})
const change = createRoute({
  method: 'put',
  path: '/members/{id}',
  summary: 'Change the role of a member',
  request: { ...byId, body: jsonBody(memberChangeSchema) },
  responses: answers(memberSchema, 'The member'),
})
const remove = createRoute({
  method: 'delete',
  path: '/members/{id}',
  summary: 'Take a member out; what they are signed in with ends at once',
  request: byId,
  responses: answers(z.object({ deleted: z.boolean() }), 'Removed'),
})
const tokens = createRoute({
  method: 'get',
  path: '/api-tokens',
  summary: 'Tokens for programs, with what each may',
  responses: answers(listOf(apiTokenSchema), 'Tokens'),
})
const makeToken = createRoute({
  method: 'post',
  path: '/api-tokens',
  summary: 'Make a token for a program; it is told only now',
  request: { body: jsonBody(apiTokenInputSchema) },
  responses: answers(apiTokenMadeSchema, 'The token'),
})
const dropToken = createRoute({
  method: 'delete',
  path: '/api-tokens/{id}',
  summary: 'End a token',
  request: byId,
  responses: answers(z.object({ deleted: z.boolean() }), 'Ended'),
})
const audit = createRoute({
  method: 'get',
  path: '/audit',
  summary: 'Who watched, exported, shared, changed and deleted what, newest first',
  request: {
    query: z.object({
      project: parameter.project,
      actor: z.string().optional(),
      action: z.enum(AUDIT_ACTION_NAMES).optional(),
      target: z.string().optional(),
      limit: parameter.limit,
      cursor: parameter.cursor,
    }),
  },
  responses: answers(listOf(auditEntrySchema), 'Entries'),
})

/** Members, API tokens and the audit log: for owners; but whom to mention, for all who may write notes. */
export function memberRoutes({ store }: Read, gate: Gate) {
  const link = (url: string, secret: string) => `${new URL(url).origin}/sign-in#invitation=${secret}`
  return createApi()
    .openapi(members, c => {
      const items = gate.members.list()
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(mentions, c => {
      demand(actorOf(c) ?? ADMIN, 'analyse')
      const items = gate.members.list().map(({ email, name }) => ({ email, name }))
      return c.json({ items, next: null }, 200)
    })
    .openapi(invite, async c => {
      const { email, role } = c.req.valid('json')
      const { member, secret } = await gate.members.invite(email, role)
      return c.json({ ...member, url: link(c.req.url, secret) }, 200)
    })
    .openapi(renew, async c => {
      const { member, secret } = await gate.members.renew(c.req.valid('param').id)
      return c.json({ ...member, url: link(c.req.url, secret) }, 200)
    })
    .openapi(change, async c =>
      c.json(await gate.members.changeRole(c.req.valid('param').id, c.req.valid('json').role), 200),
    )
    .openapi(remove, async c => {
      await gate.members.remove(c.req.valid('param').id)
      return c.json({ deleted: true }, 200)
    })
    .openapi(tokens, c => {
      const items = gate.tokens.list()
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(makeToken, async c => {
      const { name, may, expiresInDays } = c.req.valid('json')
      const by = (actorOf(c) ?? ADMIN).title
      const { token, secret } = await gate.tokens.make(name, may, expiresInDays, by)
      return c.json({ ...token, token: secret }, 200)
    })
    .openapi(dropToken, async c => {
      await gate.tokens.remove(c.req.valid('param').id)
      return c.json({ deleted: true }, 200)
    })
    .openapi(audit, async c => {
      const { project, limit, cursor, actor, action, target } = c.req.valid('query')
      const page = await store.audit({
        project: (await projectOf(store, project)).id,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
        ...(actor === undefined ? {} : { actor }),
        ...(action === undefined ? {} : { action }),
        ...(target === undefined ? {} : { target }),
      })
      const items = page.items.map(({ project: _, ...entry }) => entry)
      return c.json({ items, next: page.next }, 200)
    })
}
