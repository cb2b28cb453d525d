import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import type { Json } from '../../../contract/event.ts'
import { readBody } from '../body.ts'
import { type Outcome, refuse } from '../outcome.ts'

const unzip = promisify(gunzip)
const undeflate = promisify(inflate)
const decoder = new TextDecoder()

export interface ParsedBody {
  value: Json
  text: string
  /** Bytes after decompression. */
  size: number
}

/**
 * Reads a request as JSON. Neither content type nor content encoding is trusted: real clients post JSON as
 * text/plain, and gzip as a form without saying so. What begins like gzip is gzip.
 */
export async function parseBody(
  request: Request,
  limit: number,
): Promise<ParsedBody | Extract<Outcome, { kind: 'refuse' }>> {
  const body = await readBody(request, limit)
  if (body === 'too-large') return tooLarge(limit)
  if (body.byteLength === 0) return refuse('empty-body', 'The body is empty; send a JSON object.')
  const coding = request.headers.get('content-encoding')?.toLowerCase() ?? ''
  let plain: Uint8Array = body
  if (body[0] === 0x1f && body[1] === 0x8b) {
    const inflated = await decompress(unzip, body, limit)
    if (inflated === 'too-large') return tooLarge(limit)
    if (inflated === 'broken') return refuse('not-gzip', 'The body begins like gzip and cannot be unpacked.')
    plain = inflated
  } else if (coding === 'deflate') {
    const inflated = await decompress(undeflate, body, limit)
    if (inflated === 'too-large') return tooLarge(limit)
    // Proxies unpack a body and leave the header: what is not deflate is read as it is.
    if (inflated !== 'broken') plain = inflated
  }
  const text = decoder.decode(plain)
  try {
    const value: Json = JSON.parse(text)
    return { value, text, size: plain.byteLength }
  } catch {
    return refuse('not-json', 'The body is not JSON.')
  }
}

async function decompress(
  method: (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>,
  bytes: Uint8Array,
  limit: number,
): Promise<Uint8Array | 'too-large' | 'broken'> {
  try {
    return await method(bytes, { maxOutputLength: limit })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken'
  }
}

function tooLarge(limit: number) {
  return refuse('too-large', `A request has at most ${limit} bytes after decompression; send smaller ones.`)
}
