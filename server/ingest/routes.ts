import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { RECORDING_PATH } from '../../contract/batch.ts'
import type { Door } from './door.ts'
import { REFUSE_STATUS } from './outcome.ts'
import { receiveRecording } from './recording.ts'

/** Recordings come from any site: every answer, refusals too, may be read by the page that asked. */
export function recordingRoutes(door: Door, stored: (project: string) => void): Hono {
  return new Hono()
    .use(RECORDING_PATH, cors({ origin: '*', exposeHeaders: ['Retry-After'], maxAge: 86_400 }))
    .post(RECORDING_PATH, async c => {
      const { outcome, project } = await receiveRecording(c.req.raw, door)
      door.tally.add(project, 'recording', outcome, door.now())
      if (outcome.kind === 'refuse') {
        const { reason, message } = outcome
        return c.json({ error: { code: reason, message } }, REFUSE_STATUS[reason])
      }
      if (outcome.kind === 'stored' && project !== null) stored(project)
      return c.json({ outcome: outcome.kind })
    })
}
