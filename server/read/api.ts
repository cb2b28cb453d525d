import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
import { errorSchema } from '../../contract/api.ts'
import { sentenceOf } from '../../contract/problem-words.ts'
import { Failure } from '../failure.ts'
import type { ProjectRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'

/** What the read side uses. */
export interface Read {
  store: Store
  /** Epoch ms. */
  now: () => number
}

/** A router whose requests are checked by its routes' schemas; what does not fit is named. */
export function createApi(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: result => {
      if (result.success) return
      throw new Failure('bad-request', sentenceOf(result.error.issues[0]))
    },
  })
}

/** The body of a request that must be JSON of the schema. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** The responses of a route that answers JSON of the schema. */
export function answers<T extends z.ZodType>(schema: T, description: string) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: { description: 'What is wrong', content: { 'application/json': { schema: errorSchema } } },
  }
}

/** The project asked for; the first one when none is named. */
export async function projectOf(store: Pick<Store, 'projects'>, id: string | undefined): Promise<ProjectRow> {
  const projects = await store.projects()
  const project = id === undefined ? projects[0] : projects.find(one => one.id === id)
  if (!project) throw new Failure('not-found', 'There is no such project.')
  return project
}
