import { Hono } from 'hono'
import { MAX_BATCH_BYTES, RECORDING_PATH } from '../../contract/batch.ts'
import type { Door } from './door.ts'
import { answerJson, preflight } from './event/cors.ts'
import { type Outcome, REFUSE_STATUS } from './outcome.ts'
import { announced, Pressure } from './pressure.ts'
import { receiveRecording } from './recording.ts'

/** Recordings come from any site: every answer, refusals too, may be read by the page that asked. */
export function recordingRoutes(
  door: Door,
  stored: (project: string) => void,
  pressure = new Pressure(),
): Hono {
  const app = new Hono()
  app.options(RECORDING_PATH, () => preflight())
  app.post(RECORDING_PATH, async c => {
    const bytes = announced(c.req.raw, MAX_BATCH_BYTES)
    const received = await pressure.admit(bytes, () => receiveRecording(c.req.raw, door))
    if (received === null) {
      const message = 'Too much is under way; send it again.'
      return answerJson(429, { error: { code: 'too-many', message } }, { 'retry-after': '1' })
    }
    const { outcome, project } = received
    door.tally.add(project, 'recording', outcome, door.now())
    if (outcome.kind === 'stored' && project !== null) stored(project)
    return answer(outcome)
  })
  return app
}

function answer(outcome: Outcome): Response {
  if (outcome.kind !== 'refuse') return answerJson(200, { outcome: outcome.kind })
  const { reason, message } = outcome
  return answerJson(REFUSE_STATUS[reason], { error: { code: reason, message } })
}
