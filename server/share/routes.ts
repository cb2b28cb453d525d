import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import {
  type ShareAnswer,
  shareAnswerSchema,
  sharedSchema,
  shareInputSchema,
  shareMadeSchema,
  sharePictureSchema,
} from '../../contract/share.ts'
import { ANYONE } from '../access/actor.ts'
import type { Gate } from '../access/gate.ts'
import { Guesses, hashPassword, isPassword } from '../access/password.ts'
import { Failure } from '../failure.ts'
import { readPng } from '../png.ts'
import { answers, createApi, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { readable } from '../read/sessions.ts'
import type { DocumentRow } from '../store/control-port.ts'
import { keepPicture, mayHavePicture, pictureOf } from './pictures.ts'
import { sharedSession } from './shared-session.ts'
import { findShare, newToken, noteView, revokeShare, type Share, shareSchema } from './shares.ts'

const DAY_MS = 86_400_000
const inProject = z.object({ project: parameter.project })

const list = createRoute({
  method: 'get',
  path: '/shares',
  summary: 'Public links, of a session or of all, with their view logs',
  request: { query: inProject.extend({ session: z.string().optional() }) },
  responses: answers(listOf(shareAnswerSchema), 'Shares'),
})
const create = createRoute({
  method: 'post',
  path: '/shares',
  summary: 'Make a public link to a range of a session; the link is told only now',
  request: {
    query: inProject,
    body: { required: true, content: { 'application/json': { schema: shareInputSchema } } },
  },
  responses: answers(shareMadeSchema, 'The share, with its link'),
})
const revoke = createRoute({
  method: 'delete',
  path: '/shares/{id}',
  summary: 'Revoke a public link',
  request: { params: z.object({ id: z.string() }), query: inProject },
  responses: answers(z.object({ deleted: z.boolean() }), 'Revoked'),
})

const shown = {
  method: 'get' as const,
  path: '/shares/{id}/recording',
  summary: 'What a public link shows, exactly as its holders get it; no view is counted',
  request: { params: z.object({ id: z.string() }), query: inProject },
  responses: answers(
    z.object({ title: z.string(), session: z.looseObject({}), events: z.looseObject({}) }),
    'A session of the range alone, and the rrweb events of each of its tabs',
  ),
}
const picture = createRoute({
  method: 'put',
  path: '/shares/{id}/picture',
  summary: 'The picture other programs show where the link is posted; goes with the link',
  request: {
    params: z.object({ id: z.string() }),
    query: inProject,
    body: { required: true, content: { 'application/json': { schema: sharePictureSchema } } },
  },
  responses: answers(z.object({ width: z.int(), height: z.int() }), 'Its size'),
})

export function shareRoutes({ store, now }: Read) {
  const find = async (asked: string | undefined, id: string) => {
    const project = (await projectOf(store, asked)).id
    const row = await store.document(project, 'share', id)
    const share = shareSchema.safeParse(row?.value)
    if (!row || !share.success) throw new Failure('not-found', 'There is no share with this id.')
    return { row, share: share.data }
  }
  const api = createApi()
  api.openAPIRegistry.registerPath(shown)
  api.get('/shares/:id/recording', async c => {
    const { row, share } = await find(c.req.query('project'), c.req.param('id'))
    const session = await readable(store, row.project, share.session)
    return c.json(await sharedSession(store, session, share))
  })
  return api
    .openapi(picture, async c => {
      const { row, share } = await find(c.req.valid('query').project, c.req.valid('param').id)
      if (!mayHavePicture(share)) {
        throw new Failure('bad-request', 'A link with a password, or for members, has no picture for others.')
      }
      const found = readPng(c.req.valid('json').png)
      if (!found) throw new Failure('bad-request', 'This is no PNG of a page.')
      const kept = await keepPicture(store, row, found, now())
      if (!kept) throw new Failure('not-found', 'There is no share with this id.')
      return c.json({ width: found.width, height: found.height }, 200)
    })
    .openapi(list, async c => {
      const query = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      const rows = await store.documents(project, 'share')
      const items = rows.flatMap(answerOf).filter(one => !query.session || one.session === query.session)
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(create, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { expiresInDays, password, ...input } = c.req.valid('json')
      await readable(store, project, input.session)
      const at = now()
      const { token, id } = newToken()
      const value: Share = {
        ...input,
        expiresAt: expiresInDays === null ? null : Math.round(at + expiresInDays * DAY_MS),
        password: password === undefined ? null : await hashPassword(password),
        views: 0,
        log: [],
      }
      const row: DocumentRow = { project, kind: 'share', id, createdAt: at, updatedAt: at, value }
      await store.putDocument(row)
      const [answer] = answerOf(row)
      if (!answer) throw new Error('A share just made cannot be read.')
      return c.json({ ...answer, url: `${new URL(c.req.url).origin}/s/${token}#t=0` }, 200)
    })
    .openapi(revoke, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const deleted = await revokeShare(store, project, c.req.valid('param').id)
      if (!deleted) throw new Failure('not-found', 'There is no share with this id.')
      return c.json({ deleted }, 200)
    })
}

const opened = createRoute({
  method: 'post',
  path: '/s/{token}/recording',
  summary: 'What a public link shows; without a sign-in',
  request: {
    params: z.object({ token: z.string().max(100) }),
    body: { content: { 'application/json': { schema: z.object({ password: z.string().optional() }) } } },
  },
  responses: answers(sharedSchema, 'The range'),
})

/** For everyone who has the link. A token guessed, expired or revoked answers 404 and tells nothing more. */
export function publicShareRoutes({ store, now }: Read, gate: Pick<Gate, 'who' | 'audit'>): OpenAPIHono {
  const guesses = new Guesses()
  const api = createApi()
  // No route of the document: it answers no JSON, and only programs that show links ask for it.
  api.get('/s/:token/picture.png', async c => {
    const found = await findShare(store, c.req.param('token').slice(0, 100), now())
    const shown = found && (await pictureOf(store, found.row))
    if (!shown) throw nothing()
    return c.body(Buffer.from(shown.png, 'base64'), 200, {
      'content-type': 'image/png',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    })
  })
  return api.openapi(opened, async c => {
    const at = now()
    const found = await findShare(store, c.req.valid('param').token, at)
    if (!found) throw nothing()
    const { row, share } = found
    const actor = gate.who(c)
    if (share.audience === 'members' && !actor) {
      throw new Failure('unauthorized', 'This link is for members: sign in to open it.')
    }
    const { password } = c.req.valid('json')
    if (share.password !== null) {
      if (password === undefined) throw new Failure('forbidden', 'This link asks for a password.')
      const wait = guesses.waitFor(row.id, at)
      if (wait > 0) {
        c.header('retry-after', String(wait))
        throw new Failure('too-many', 'Too many wrong passwords; try again in a few minutes.')
      }
      if (!(await isPassword(share.password, password))) {
        guesses.wrong(row.id, at)
        throw new Failure('forbidden', 'This is not the password.')
      }
    }
    const session = await store.session({ project: row.project, session: share.session })
    if (!session || session.tabs === 0) throw nothing()
    await noteView(store, row, share, at, c.req.header('user-agent') ?? '')
    await gate.audit.note(row.project, actor?.title ?? ANYONE, 'opened-link', `session ${share.session}`)
    c.header('cache-control', 'no-store')
    return c.json(await sharedSession(store, session, share), 200)
  })
}

function nothing(): Failure {
  return new Failure('not-found', 'There is nothing at this address.')
}

/** Empty when the document is of another version and cannot be read. */
function answerOf(row: DocumentRow): ShareAnswer[] {
  const share = shareSchema.safeParse(row.value)
  if (!share.success) return []
  const { password, ...rest } = share.data
  return [{ ...rest, id: row.id, createdAt: row.createdAt, hasPassword: password !== null }]
}
