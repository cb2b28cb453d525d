import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  HIDDEN_SECRET,
  type ReportHook,
  type ReportHookAnswer,
  reportHookAnswerSchema,
} from '../../contract/report-hook.ts'
import { refuseClosed } from '../destinations/address.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import type { Store } from '../store/port.ts'

const query = z.object({ project: parameter.project })
const path = '/settings/report-hook'
const read = createRoute({
  method: 'get',
  path,
  summary: 'Where bug reports are sent to',
  request: { query },
  responses: answers(reportHookAnswerSchema, 'The address, or null; never the secret'),
})
const write = createRoute({
  method: 'put',
  path,
  summary: 'Say where bug reports are sent to; null forgets it',
  request: { query, body: jsonBody(reportHookAnswerSchema) },
  responses: answers(reportHookAnswerSchema, 'The address from now on'),
})

const settingName = (project: string) => `report-hook:${project}`

export async function reportHookOf(
  store: Pick<Store, 'setting'>,
  project: string,
): Promise<ReportHook | null> {
  // Of another version, it counts as not set.
  const kept = reportHookAnswerSchema.safeParse(await store.setting(settingName(project)))
  return kept.success ? kept.data.hook : null
}

export function reportHookRoutes({ store }: Read, { allowPrivate }: { allowPrivate: boolean }) {
  const shown = (hook: ReportHook | null): ReportHookAnswer => ({
    hook: hook && { ...hook, secret: HIDDEN_SECRET },
  })
  return createApi()
    .openapi(read, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(shown(await reportHookOf(store, project)), 200)
    })
    .openapi(write, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { hook } = c.req.valid('json')
      if (hook && !allowPrivate) refuseClosed(hook.url)
      const before = await reportHookOf(store, project)
      const secret = hook?.secret === HIDDEN_SECRET ? before?.secret : hook?.secret
      if (hook && secret === undefined) throw new Failure('bad-request', 'The address needs a secret.')
      const kept = hook && secret !== undefined ? { url: hook.url, secret } : null
      await store.putSetting(settingName(project), { hook: kept })
      return c.json(shown(kept), 200)
    })
}
