import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import { playlistChangeSchema, playlistInputSchema, playlistSchema } from '../../contract/watching.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { changePlaylist, findPlaylist, makePlaylist, playlistsOf } from './playlists.ts'
import type { WhoAsks } from './who.ts'

const query = z.object({ project: parameter.project })
const params = z.object({ id: z.string() })

const list = createRoute({
  method: 'get',
  path: '/playlists',
  summary: 'Playlists, oldest first',
  request: { query },
  responses: answers(listOf(playlistSchema), 'Playlists'),
})
const make = createRoute({
  method: 'post',
  path: '/playlists',
  summary: 'Make a playlist, by hand or living from a segment',
  request: { query, body: jsonBody(playlistInputSchema) },
  responses: answers(playlistSchema, 'The playlist made'),
})
const one = createRoute({
  method: 'get',
  path: '/playlists/{id}',
  summary: 'One playlist; its sessions are asked for with `?playlist=` of the session list',
  request: { query, params },
  responses: answers(playlistSchema, 'The playlist'),
})
const change = createRoute({
  method: 'put',
  path: '/playlists/{id}',
  summary: 'Rename a playlist, put a session at its end, or take one out',
  request: { query, params, body: jsonBody(playlistChangeSchema) },
  responses: answers(playlistSchema, 'The playlist now'),
})
const remove = createRoute({
  method: 'delete',
  path: '/playlists/{id}',
  summary: 'Delete a playlist; its sessions stay',
  request: { query, params },
  responses: answers(z.object({ deleted: z.boolean() }), 'Deleted'),
})

export function playlistRoutes({ store, now }: Read, whoAsks: WhoAsks) {
  return createApi()
    .openapi(list, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ items: await playlistsOf(store, project), next: null }, 200)
    })
    .openapi(make, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const place = { project, who: whoAsks(c), at: now() }
      return c.json(await makePlaylist(store, place, c.req.valid('json')), 200)
    })
    .openapi(one, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await findPlaylist(store, project, c.req.valid('param').id), 200)
    })
    .openapi(change, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const place = { project, id: c.req.valid('param').id, at: now() }
      return c.json(await changePlaylist(store, place, c.req.valid('json')), 200)
    })
    .openapi(remove, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { id } = await findPlaylist(store, project, c.req.valid('param').id)
      return c.json({ deleted: await store.deleteDocument(project, 'playlist', id) }, 200)
    })
}
