import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import { type Note, noteChangeSchema, noteInputSchema, noteSchema } from '../../contract/note.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { readable } from '../read/sessions.ts'
import type { WhoAsks } from '../watching/who.ts'
import type { MentionCourier } from './mention-courier.ts'
import { mentionHook } from './mention-hook.ts'
import { dropMentions, keepMentions } from './mentions.ts'
import { changeNote, deleteNote, makeNote, notesOf, type Place } from './notes.ts'

const query = z.object({ project: parameter.project })
const ofSession = { params: z.object({ id: z.string() }), query }
const ofNote = { params: z.object({ id: z.string(), note: z.string() }), query }

const list = createRoute({
  method: 'get',
  path: '/sessions/{id}/notes',
  summary: 'Notes of a session, in order of time',
  request: ofSession,
  responses: answers(listOf(noteSchema), 'Notes'),
})
const make = createRoute({
  method: 'post',
  path: '/sessions/{id}/notes',
  summary: 'Write a note at a moment or over a range, with a drawing on the frame',
  request: { ...ofSession, body: jsonBody(noteInputSchema) },
  responses: answers(noteSchema, 'The note made'),
})
const change = createRoute({
  method: 'put',
  path: '/sessions/{id}/notes/{note}',
  summary: 'Change the text of a note, resolve it or open it again',
  request: { ...ofNote, body: jsonBody(noteChangeSchema) },
  responses: answers(noteSchema, 'The note now'),
})
const remove = createRoute({
  method: 'delete',
  path: '/sessions/{id}/notes/{note}',
  summary: 'Delete a note',
  request: ofNote,
  responses: answers(z.object({ deleted: z.boolean() }), 'Deleted'),
})

export function noteRoutes({ store, now }: Read, whoAsks: WhoAsks, courier: MentionCourier) {
  const mention = async (c: Context, place: Place, note: Note) => {
    const hasHook = (await mentionHook(store, place.project)) !== null
    await keepMentions(store, place, note, { author: place.who, origin: new URL(c.req.url).origin, hasHook })
    if (hasHook && note.mentions.length > 0) courier.nudge()
    return note
  }
  const placeOf = async (c: Context, asked: string | undefined, id: string): Promise<Place> => {
    const project = (await projectOf(store, asked)).id
    const { session } = await readable(store, project, id)
    return { project, session, who: whoAsks(c), now: now() }
  }
  return createApi()
    .openapi(list, async c => {
      const place = await placeOf(c, c.req.valid('query').project, c.req.valid('param').id)
      return c.json({ items: await notesOf(store, place), next: null }, 200)
    })
    .openapi(make, async c => {
      const place = await placeOf(c, c.req.valid('query').project, c.req.valid('param').id)
      return c.json(await mention(c, place, await makeNote(store, place, c.req.valid('json'))), 200)
    })
    .openapi(change, async c => {
      const { id, note } = c.req.valid('param')
      const place = await placeOf(c, c.req.valid('query').project, id)
      return c.json(await mention(c, place, await changeNote(store, place, note, c.req.valid('json'))), 200)
    })
    .openapi(remove, async c => {
      const { id, note } = c.req.valid('param')
      const place = await placeOf(c, c.req.valid('query').project, id)
      const deleted = await deleteNote(store, place, note)
      await dropMentions(store, place.project, note)
      return c.json({ deleted }, 200)
    })
}
