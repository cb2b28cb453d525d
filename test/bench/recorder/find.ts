import { constants, gunzipSync, inflateSync } from 'node:zlib'

/** Deepest nesting of encodings seen in the wild: gzip of JSON with strings of base64 of gzip. */
const DEPTH = 6

function unpack(bytes: Buffer): Buffer | undefined {
  for (const inflate of [gunzipSync, inflateSync]) {
    try {
      return inflate(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
    } catch {
      // Not this encoding.
    }
  }
  return undefined
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value ? Object.values(value).flatMap(strings) : []
}

/** Whether a body holds the text, through gzip, deflate, base64 and JSON strings (PostHog nests them). */
export function holds(body: Buffer, text: string, depth = 0): boolean {
  if (body.includes(text)) return true
  if (depth > DEPTH || body.length < 3) return false
  const packed = body[0] === 0x1f || body[0] === 0x78 ? unpack(body) : undefined
  if (packed) return holds(packed, text, depth + 1)
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    return false
  }
  return strings(json).some(inner => {
    if (inner.charCodeAt(0) === 0x1f && inner.charCodeAt(1) === 0x8b)
      return holds(Buffer.from(inner, 'latin1'), text, depth + 1)
    if (/^(H4sI|eJ|eN)[\w+/=]+$/.test(inner)) return holds(Buffer.from(inner, 'base64'), text, depth + 1)
    return /^\s*[[{]/.test(inner) && holds(Buffer.from(inner), text, depth + 1)
  })
}
