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

/** zlib makes memory for its output in pieces of this size, and joins them. Bytes. */
const PIECES = { least: 1_024, most: 1_048_576 }

/**
 * gzip -> UTF-8 -> JSON array of rrweb events, their times moved by `offset` ms. Stops inflating at the bound, whatever
 * the header promises.
 */
export function unpack(
  bytes: Uint8Array,
  offset = 0,
): { events: RecordedEvent[] } | { reason: UnpackReason } {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { reason: 'not-gzip' }
  let inflated: Buffer
  try {
    inflated = gunzipSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES, chunkSize: pieceFor(bytes) })
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
  if (offset !== 0) for (const event of parsed) event.timestamp += offset
  return { events: parsed }
}

/** RFC 1952: a gzip ends with its unpacked size (ISIZE, little-endian). It may lie: it only spares the joining. */
function pieceFor(bytes: Uint8Array): number {
  const { byteLength, byteOffset, buffer } = bytes
  const told =
    byteLength < 4 ? 0 : new DataView(buffer, byteOffset, byteLength).getUint32(byteLength - 4, true)
  return Math.min(Math.max(told + 1, PIECES.least), PIECES.most)
}
