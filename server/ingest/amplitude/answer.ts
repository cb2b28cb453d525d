import { answerJson } from '../event/cors.ts'
import type { EventRefusal } from '../event/refusal.ts'
import type { Outcome } from '../outcome.ts'
import type { Throttled } from './throttle.ts'

/**
 * Amplitude's clients judge the JSON `code`, not the status: an answer without one counts as a failure and is
 * sent again. `Invalid API key` and `missing_field` make them give up at once; events named by index are given
 * up, and all others of the request sent again.
 */
export function answerStored(events: number, size: number, now: number): Response {
  return answerJson(200, {
    code: 200,
    events_ingested: events,
    payload_size_bytes: size,
    server_upload_time: now,
  })
}

export function answerRefused(outcome: Extract<Outcome, { kind: 'refuse' }>, key?: string): Response {
  switch (outcome.reason) {
    case 'unknown-key':
      return key === undefined
        ? answerJson(400, { code: 400, error: 'Request missing required field', missing_field: 'api_key' })
        : answerJson(400, { code: 400, error: `Invalid API key: ${key.slice(0, 100)}` })
    case 'missing-field':
      return answerJson(400, { code: 400, error: outcome.message, missing_field: 'events' })
    case 'too-large':
    case 'too-many-events':
      return answerJson(413, { code: 413, error: outcome.message })
    default:
      return answerJson(400, { code: 400, error: outcome.message })
  }
}

/** By index, so that the client leaves these out. `segreel_refused` says it in words. */
export function answerEvents(refused: [index: number, EventRefusal][]): Response {
  const missing: Record<string, number[]> = {}
  const invalid: Record<string, number[]> = {}
  const short: Record<string, number[]> = {}
  for (const [index, { reason, field }] of refused) {
    const list = reason === 'missing-field' ? missing : reason === 'id-too-short' ? short : invalid
    list[field] = [...(list[field] ?? []), index]
  }
  return answerJson(400, {
    code: 400,
    error: 'Some events were refused; send the others again without them.',
    events_with_missing_fields: missing,
    events_with_invalid_fields: invalid,
    events_with_invalid_id_lengths: short,
    segreel_refused: refused.map(([index, { reason, message }]) => ({ index, reason, message })),
  })
}

export function answerUnavailable(): Response {
  return answerJson(503, { code: 503, error: 'The events could not be stored; send them again.' })
}

/** Without a list of events the client sends all of them again at its next turn; with one it waits 30 s. */
export function answerBusy(): Response {
  const body = { code: 429, error: 'Too much is under way; send it again.' }
  return answerJson(429, body, { 'retry-after': '1' })
}

/**
 * Nothing of the request was taken. Measured: the client holds back the events named for 30 s, and sends the others
 * again at once.
 */
export function answerThrottled({ users, devices, events }: Throttled, perSecond: number): Response {
  return answerJson(
    429,
    {
      code: 429,
      error: 'Too many requests for some devices and users',
      eps_threshold: perSecond,
      throttled_users: users,
      throttled_devices: devices,
      throttled_events: events,
    },
    { 'retry-after': '30' },
  )
}
