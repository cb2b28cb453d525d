import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { sampleSchema } from '../../contract/api.ts'
import { answers, createApi } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import type { SampleData } from './sample-data.ts'

const query = z.object({ project: parameter.project })
const path = '/sample'
const responses = answers(sampleSchema, 'Where it stands')

/** Loading and removing the sample data; both go on after the answer, GET tells how far. */
export function sampleRoutes(
  sample: SampleData,
  project: (id: string | undefined) => Promise<{ id: string }>,
) {
  const logged = (what: string, work: Promise<void>) =>
    work.catch(error => console.error(`Sample data could not be ${what}; try again.`, error))
  return createApi()
    .openapi(
      createRoute({ method: 'get', path, summary: 'Sample data', request: { query }, responses }),
      async c => c.json(await sample.state((await project(c.req.valid('query').project)).id), 200),
    )
    .openapi(
      createRoute({ method: 'post', path, summary: 'Load sample data', request: { query }, responses }),
      async c => {
        const { id } = await project(c.req.valid('query').project)
        void logged('loaded', sample.load(id, Date.now(), new URL(c.req.url).origin))
        return c.json(await sample.state(id), 200)
      },
    )
    .openapi(
      createRoute({ method: 'delete', path, summary: 'Remove sample data', request: { query }, responses }),
      async c => {
        const { id } = await project(c.req.valid('query').project)
        void logged('removed', sample.remove(id))
        return c.json(await sample.state(id), 200)
      },
    )
}
