import type { JsonObject, NewEvent } from '../../contract/event.ts'
import { eventName } from '../segment/event-name.ts'

/** An event as Amplitude's HTTP V2 API takes it: the reverse of how its events come in. */
export function amplitudeEvent(event: NewEvent): JsonObject {
  const { type, traits, groupId, userId, anonymousId } = event
  const common: JsonObject = {
    insert_id: event.messageId,
    time: event.at,
    ...(userId !== undefined && { user_id: userId }),
    ...(anonymousId !== undefined && { device_id: anonymousId }),
    ...(groupId !== undefined && { groups: { group: groupId } }),
  }
  if (type === 'identify') return { ...common, event_type: '$identify', user_properties: { $set: traits } }
  if (type === 'group') return { ...common, event_type: '$groupidentify', group_properties: { $set: traits } }
  return { ...common, event_type: eventName(event) ?? type, event_properties: event.properties }
}
