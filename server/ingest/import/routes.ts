import { Worker } from 'node:worker_threads'
import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { type ErrorBody, errorSchema, type Session, sessionSchema } from '../../../contract/api.ts'
import { Failure } from '../../failure.ts'
import { workerFile } from '../../root.ts'
import type { SessionKey, Store } from '../../store/port.ts'
import { readBody } from '../body.ts'
import type { Split } from './split.ts'

/** Bytes of one imported recording. */
const MAX_IMPORT_BYTES = 256 * 1024 * 1024

export interface ImportDoor {
  store: Pick<Store, 'putBatch'>
  now: () => number
  project: (id: string | undefined) => Promise<{ id: string }>
  /** Derives the session at once, so that the answer can be opened. */
  derive: (session: SessionKey) => Promise<void>
  /** The session as the read API answers it. */
  session: (session: SessionKey) => Promise<Session>
}

const importRoute = {
  method: 'post' as const,
  path: '/sessions/import',
  summary:
    'Import a recording of any tool: rrweb events as a JSON array or NDJSON, or a recording exported from PostHog; the same recording twice is the same session',
  request: {
    query: z.object({
      project: z.string().optional(),
      user: z.string().optional().meta({ description: 'User id the session belongs to' }),
      anonymous: z.string().optional().meta({ description: 'Anonymous id the session belongs to' }),
    }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.union([
            z.array(z.looseObject({ type: z.int(), timestamp: z.number() })),
            z.looseObject({ data: z.looseObject({}) }).meta({ description: "PostHog's export file" }),
          ]),
        },
        'application/x-ndjson': { schema: z.string() },
      },
    },
  },
  responses: {
    200: {
      description: 'The session',
      content: { 'application/json': { schema: z.object({ session: sessionSchema }) } },
    },
    default: { description: 'What is wrong', content: { 'application/json': { schema: errorSchema } } },
  },
}

/** `POST /sessions/import`: rrweb events, from any tool. */
export function importRoutes(door: ImportDoor): OpenAPIHono {
  const api = new OpenAPIHono()
  // Registered without its check: a recording of 256 MiB is parsed once, in a thread, and not here.
  api.openAPIRegistry.registerPath(importRoute)
  api.post('/sessions/import', async c => {
    const project = (await door.project(c.req.query('project'))).id
    const body = await readBody(c.req.raw, MAX_IMPORT_BYTES)
    if (body === 'too-large') {
      throw new Failure('too-large', `A recording has at most ${MAX_IMPORT_BYTES / 1024 / 1024} MiB.`)
    }
    const split = await splitInThread(body)
    if ('problem' in split) {
      return c.json({ error: { code: split.problem, message: split.message } } satisfies ErrorBody, 400)
    }
    const key = { project, session: split.id }
    const user = c.req.query('user')
    const startedAt = Math.min(...split.tabs.flatMap(({ batches }) => batches.map(batch => batch.from)))
    // The session's clock is that of its first batch: tabs in order of their beginning.
    for (const { tab, batches } of split.tabs) {
      for (const [seq, batch] of batches.entries()) {
        const receivedAt = door.now()
        await door.store.putBatch({
          project,
          receivedAt,
          source: 'import',
          bytes: batch.bytes,
          head: {
            session: split.id,
            tab,
            seq,
            anonymousId: c.req.query('anonymous') || split.person || split.id,
            ...(user ? { userId: user } : {}),
            startedAt,
            from: batch.from,
            to: batch.to,
            sentAt: receivedAt,
            events: batch.events,
            lost: 0,
          },
        })
      }
    }
    await door.derive(key)
    return c.json({ session: await door.session(key) })
  })
  return api
}

function splitInThread(bytes: Uint8Array): Promise<Split> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('thread', import.meta.url), { workerData: bytes })
    worker.once('message', (split: Split) => resolve(split))
    worker.once('error', reject)
  })
}
