import { gunzipSync } from 'node:zlib'
import { MAX_INFLATED_BYTES } from '../../contract/batch.ts'
import { isRecordedEvent, type RecordedEvent } from '../../contract/rrweb.ts'

/** Why a batch cannot be unpacked; such a batch is set aside. */
export const UNPACK_REASONS = [
  'not-gzip',
  'gzip-garbage',
  'inflates-too-far',
  'not-json',
  'wrong-shape',
] as const
export type UnpackReason = (typeof UNPACK_REASONS)[number]

/** gzip -> UTF-8 -> JSON array of rrweb events. Stops inflating at the bound, whatever the header promises. */
export function unpack(bytes: Uint8Array): { events: RecordedEvent[] } | { reason: UnpackReason } {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { reason: 'not-gzip' }
  let inflated: Buffer
  try {
    inflated = gunzipSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES })
  } catch (error) {
    const tooFar = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return { reason: tooFar ? 'inflates-too-far' : 'gzip-garbage' }
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(inflated.toString('utf8'))
  } catch {
    return { reason: 'not-json' }
  }
  if (!Array.isArray(parsed) || !parsed.every(isRecordedEvent)) return { reason: 'wrong-shape' }
  return { events: parsed }
}
