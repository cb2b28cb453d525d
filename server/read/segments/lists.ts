import { randomUUID } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import {
  type IdList,
  idListInputSchema,
  idListSchema,
  LISTED,
  type Listed,
  MAX_LISTED,
} from '../../../contract/segment/list.ts'
import { Failure } from '../../failure.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'

const KIND = 'id-list'
const inProject = z.object({ project: parameter.project })
const byId = { params: z.object({ id: z.string() }), query: inProject }
const body = { content: { 'application/json': { schema: idListInputSchema } }, required: true }

const list = createRoute({
  method: 'get',
  path: '/lists',
  summary: 'Stored lists of ids, oldest first',
  request: { query: inProject },
  responses: answers(listOf(idListSchema), 'Lists'),
})
const create = createRoute({
  method: 'post',
  path: '/lists',
  summary: 'Store a list of ids, as from a CSV file',
  request: { query: inProject, body },
  responses: answers(idListSchema, 'The list stored'),
})
const replace = createRoute({
  method: 'put',
  path: '/lists/{id}',
  summary: 'Replace a list of ids',
  request: { ...byId, body },
  responses: answers(idListSchema, 'The list stored'),
})
const remove = createRoute({
  method: 'delete',
  path: '/lists/{id}',
  summary: 'Delete a list; segments that refer to it then match nothing',
  request: byId,
  responses: answers(z.object({ deleted: z.boolean() }), 'Deleted'),
})

export function listRoutes({ store, now }: Read) {
  const save = async (project: string, id: string, input: z.output<typeof idListInputSchema>) => {
    const before = await store.document(project, KIND, id)
    const ids = idsOf(input)
    const at = now()
    const row = { project, kind: KIND, id, createdAt: before?.createdAt ?? at, updatedAt: at } as const
    await store.putDocument({ ...row, value: { name: input.name, of: input.of, ids } })
    return { id, name: input.name, of: input.of, count: ids.length, createdAt: row.createdAt, updatedAt: at }
  }
  return createApi()
    .openapi(list, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const items = (await store.documents(project, KIND)).flatMap(
        ({ id, createdAt, updatedAt, value }): IdList[] => {
          const read = stored.safeParse(value)
          if (!read.success) return []
          const { name, of, ids } = read.data
          return [{ id, name, of, count: ids.length, createdAt, updatedAt }]
        },
      )
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(create, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const id = `list_${randomUUID().replaceAll('-', '').slice(0, 16)}`
      return c.json(await save(project, id, c.req.valid('json')), 200)
    })
    .openapi(replace, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { id } = c.req.valid('param')
      if (!(await store.document(project, KIND, id)))
        throw new Failure('not-found', 'There is no list with this id.')
      return c.json(await save(project, id, c.req.valid('json')), 200)
    })
    .openapi(remove, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ deleted: await store.deleteDocument(project, KIND, c.req.valid('param').id) }, 200)
    })
}

const stored = z.object({ name: z.string(), of: z.enum(LISTED), ids: z.array(z.string()) })

/** A stored list; undefined: there is none with this id. */
export async function listOfIds(
  store: Pick<Store, 'document'>,
  project: string,
  id: string,
): Promise<{ of: Listed; ids: string[] } | undefined> {
  const read = stored.safeParse((await store.document(project, KIND, id))?.value)
  return read.success ? { of: read.data.of, ids: read.data.ids } : undefined
}

/** Headings that name a column of ids, in lower case without blanks and dashes. */
const HEADING = /^(id|ids|(user|anonymous|person|session|account|group|distinct|device)ids?)$/

function idsOf({ ids, csv }: z.output<typeof idListInputSchema>): string[] {
  if ((ids === undefined) === (csv === undefined)) {
    throw new Failure('bad-request', 'Give either ids or csv.')
  }
  const given = ids ?? (csv ?? '').split(/\r?\n/).map(firstColumn)
  const [first] = given
  const headed =
    csv !== undefined && first !== undefined && HEADING.test(first.toLowerCase().replace(/[ _-]/g, ''))
  const named = [...new Set((headed ? given.slice(1) : given).filter(id => id !== ''))]
  if (named.length > MAX_LISTED) {
    throw new Failure('bad-request', `A list holds at most ${MAX_LISTED} ids; this has ${named.length}.`)
  }
  if (named.length === 0) throw new Failure('bad-request', 'There is no id in the list.')
  return named
}

/** Of a line as in RFC 4180: quoted, with quotes doubled, or up to the first comma, semicolon or tab. */
function firstColumn(line: string): string {
  const quoted = /^\uFEFF?\s*"((?:[^"]|"")*)"/.exec(line)
  if (quoted) return quoted[1]!.replaceAll('""', '"').trim()
  return line
    .replace(/^\uFEFF/, '')
    .split(/[,;\t]/, 1)[0]!
    .trim()
}
