import { CONTEXT_KEY, type JsonObject } from '../../../contract/event.ts'
import { isObject } from '../event/json.ts'

/** Fields that have a place of their own in an event; all others are context. */
const ELSEWHERE = new Set([
  'event_type',
  'user_id',
  'device_id',
  'time',
  'insert_id',
  'event_properties',
  'user_properties',
  'group_properties',
])

/** Amplitude's flat fields -> Segment's context. What Segment has no name for stays under `amplitude`. */
const PLACES: Record<string, [string] | [string, string]> = {
  language: ['locale'],
  user_agent: ['userAgent'],
  ip: ['ip'],
  platform: ['platform'],
  app_version: ['app', 'version'],
  version_name: ['app', 'version'],
  os_name: ['os', 'name'],
  os_version: ['os', 'version'],
  device_brand: ['device', 'brand'],
  device_manufacturer: ['device', 'manufacturer'],
  device_model: ['device', 'model'],
  carrier: ['network', 'carrier'],
  country: ['location', 'country'],
  region: ['location', 'region'],
  city: ['location', 'city'],
  location_lat: ['location', 'latitude'],
  location_lng: ['location', 'longitude'],
}

export function readContext(raw: JsonObject, ip: string | undefined): JsonObject {
  const context: JsonObject = {}
  const rest: [string, JsonObject[string]][] = []
  for (const [field, value] of Object.entries(raw)) {
    if (ELSEWHERE.has(field) || value === null) continue
    const place = Object.hasOwn(PLACES, field) ? PLACES[field] : undefined
    if (field === 'library' && typeof value === 'string') context.library = readLibrary(value)
    else if (field === CONTEXT_KEY && isObject(value)) context[CONTEXT_KEY] = value
    else if (!place) rest.push([field, value])
    else put(context, place, value)
  }
  // "$remote" asks the server to put in the sender's address.
  if (context.ip === '$remote') {
    if (ip === undefined) delete context.ip
    else context.ip = ip
  }
  if (rest.length > 0) context.amplitude = Object.fromEntries(rest)
  return context
}

function put(
  context: JsonObject,
  [name, inner]: [string] | [string, string],
  value: JsonObject[string],
): void {
  if (inner === undefined) {
    context[name] = value
    return
  }
  const group = context[name]
  context[name] = { ...(isObject(group) && group), [inner]: value }
}

/** `amplitude-ts/2.47.1` */
function readLibrary(text: string): JsonObject {
  const [name = text, version] = text.split('/')
  return version === undefined ? { name } : { name, version }
}
