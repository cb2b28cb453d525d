import type { JsonObject } from '../../../contract/event.ts'

/**
 * Gives an event the property `revenue` that Segment's specification has, where Amplitude's clients say it in
 * their way: `$revenue`, or `$price` times `$quantity`, or these as fields of the event. Its own names stay.
 */
export function withRevenue(properties: JsonObject, raw: JsonObject): JsonObject {
  if (Object.hasOwn(properties, 'revenue')) return properties
  const amount = number(properties.$revenue) ?? number(raw.revenue)
  const price = number(properties.$price) ?? number(raw.price)
  const quantity = number(properties.$quantity) ?? number(raw.quantity) ?? 1
  const revenue = amount ?? (price === null ? null : price * quantity)
  return revenue === null ? properties : { ...properties, revenue }
}

function number(value: JsonObject[string] | undefined): number | null {
  return typeof value === 'number' ? value : null
}
