import { createHmac } from 'node:crypto'
import type { Destination } from '../../contract/destination.ts'
import type { JsonObject, NewEvent } from '../../contract/event.ts'
import { amplitudeEvent } from './amplitude-event.ts'

/** Events one request carries. */
export const BATCH: Record<Destination['kind'], number> = { webhook: 1, segment: 50, amplitude: 50 }

/** What of a destination makes its requests. */
type Signing = Pick<Destination, 'kind' | 'secret' | 'mapping'>

export interface Payload {
  body: string
  headers: Record<string, string>
}

export function wanted({ filter }: Pick<Destination, 'filter'>, event: NewEvent): boolean {
  if (filter.types.length > 0 && !filter.types.includes(event.type)) return false
  if (filter.events.length === 0) return true
  return event.type === 'track' && event.event !== undefined && filter.events.includes(event.event)
}

/** The request that would carry these events: what is sent, and what a preview shows. */
export function payloadOf(destination: Signing, events: readonly NewEvent[], now: number): Payload {
  const mapped = events.map(event => mapEvent(destination, event))
  const { kind, secret } = destination
  switch (kind) {
    case 'webhook': {
      const body = JSON.stringify(segmentEvent(mapped[0]!))
      const signature = createHmac('sha1', secret).update(body).digest('hex')
      return { body, headers: { ...JSON_HEADERS, 'x-signature': signature } }
    }
    case 'segment': {
      // As received: these times are corrected already, so no sentAt that would correct them again.
      const body = JSON.stringify({ batch: mapped.map(segmentEvent), writeKey: secret })
      const authorization = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`
      return { body, headers: { ...JSON_HEADERS, authorization } }
    }
    case 'amplitude': {
      const upload = { client_upload_time: new Date(now).toISOString(), options: { min_id_length: 1 } }
      const body = JSON.stringify({ api_key: secret, events: mapped.map(amplitudeEvent), ...upload })
      return { body, headers: JSON_HEADERS }
    }
  }
}

const JSON_HEADERS = { 'content-type': 'application/json', 'user-agent': 'Segreel/1.0' }

function mapEvent({ mapping }: Signing, event: NewEvent): NewEvent {
  return { ...event, properties: map(event.properties, mapping), traits: map(event.traits, mapping) }
}

function map(values: JsonObject, { omit, rename }: Destination['mapping']): JsonObject {
  const kept = Object.entries(values).filter(([key]) => !omit.includes(key))
  return Object.fromEntries(
    kept.map(([key, value]) => [Object.hasOwn(rename, key) ? rename[key] : key, value]),
  )
}

/** An event as Segment's API takes it. */
function segmentEvent(event: NewEvent): JsonObject {
  const { messageId, type, properties, traits, context, at, receivedAt } = event
  const named: JsonObject = {}
  for (const field of [
    'event',
    'name',
    'category',
    'userId',
    'anonymousId',
    'groupId',
    'previousId',
  ] as const) {
    const value = event[field]
    if (value !== undefined) named[field] = value
  }
  return {
    messageId,
    type,
    ...named,
    properties,
    traits,
    context,
    timestamp: new Date(at).toISOString(),
    receivedAt: new Date(receivedAt).toISOString(),
  }
}
