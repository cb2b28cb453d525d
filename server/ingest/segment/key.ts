import type { Json } from '../../../contract/event.ts'
import { isObject } from '../event/json.ts'

/**
 * The write key of a request: the user name of Basic (a colon after it may be missing), else `writeKey` in the
 * body, which is also where it stands when the header is `Bearer`.
 */
export function writeKeyOf(authorization: string | undefined, body: Json): string | undefined {
  const basic = /^Basic\s+([A-Za-z0-9+/_=-]+)\s*$/i.exec(authorization ?? '')?.[1]
  if (basic !== undefined) {
    const key = Buffer.from(basic, 'base64').toString().split(':')[0]
    if (key) return key
  }
  if (!isObject(body)) return undefined
  return typeof body.writeKey === 'string' && body.writeKey !== '' ? body.writeKey : undefined
}
