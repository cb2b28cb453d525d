import type { Json, JsonObject, NewEvent } from '../../../contract/event.ts'
import { isObject } from '../event/json.ts'

/** Groups one call may join; Amplitude takes five types with ten values each. */
const MOST = 50

/**
 * `setGroup` is an `$identify` with `groups`: it says to which accounts a person belongs, as a group call does at
 * Segment. An event of another kind is only done in the name of its groups.
 */
export function membershipsOf(event: NewEvent, groups: Json | undefined): NewEvent[] {
  if (event.type !== 'identify' || !isObject(groups)) return []
  const { messageId, userId, anonymousId, at, originalTimestamp, sentAt, receivedAt, source } = event
  return idsIn(groups).map((groupId, i) => ({
    messageId: `${messageId}.group${i === 0 ? '' : i}`,
    type: 'group',
    groupId,
    ...(userId === undefined ? {} : { userId }),
    ...(anonymousId === undefined ? {} : { anonymousId }),
    properties: {},
    traits: {},
    context: {},
    at,
    ...(originalTimestamp === undefined ? {} : { originalTimestamp }),
    ...(sentAt === undefined ? {} : { sentAt }),
    receivedAt,
    source,
  }))
}

/** `{company: 'acme'}` or `{company: ['acme', 'other']}`. */
export function idsIn(groups: JsonObject): string[] {
  const ids = Object.values(groups)
    .flat()
    .flatMap(id => {
      if (typeof id === 'number') return [String(id)]
      return typeof id === 'string' && id !== '' ? [id] : []
    })
  return [...new Set(ids)].slice(0, MOST)
}
