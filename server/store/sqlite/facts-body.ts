import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { TabFacts } from '../../../contract/facts.ts'

/** Bytes of JSON from which compressing pays. */
const LARGE = 2_048
/** First byte of a zstd frame (RFC 8878, 3.1.1); JSON of facts begins with `{`. */
const ZSTD = 0x28

/** `facts`: as JSON. */
export function packFacts(facts: string): Buffer {
  const json = Buffer.from(facts)
  return json.byteLength < LARGE ? json : zstdCompressSync(json)
}

export function unpackFacts(body: Buffer): TabFacts {
  return JSON.parse((body[0] === ZSTD ? zstdDecompressSync(body) : body).toString())
}
