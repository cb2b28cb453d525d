/**
 * In which sessions of a slice each phrase could be read, as bytes, each part packed with zstd:
 *
 *     [bytes of the first part: u32]
 *     [phrases: u32] [key: u32 from the one before] [sessions: u32] x phrases
 *     [session from the slice's first: u16, from the one before of its phrase; low bytes, then high] x sessions of all
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { aligned, fromPlanes, joined, planes, steps, sums } from './lane.ts'

/** A session from the slice's first, and what could be read in it. */
export type Said = [session: number, phrase: number]

const LENGTH_BYTES = 4
/** What zlib wants at least. */
const LEAST_CHUNK = 64

export function packTexts(all: readonly Said[]): Uint8Array {
  const inOrder = all.toSorted(([a, one], [b, other]) => one - other || a - b)
  const phrases: number[] = []
  const counts: number[] = []
  const sessions = new Uint16Array(inOrder.length)
  let count = 0
  for (const [i, [session, phrase]] of inOrder.entries()) {
    const isNew = phrases.at(-1) !== phrase
    if (isNew) {
      phrases.push(phrase)
      counts.push(0)
    }
    const before = isNew ? 0 : inOrder[i - 1]![0]
    // Tabs of one session that say the same.
    if (!isNew && before === session) continue
    sessions[count] = session - before
    count += 1
    counts[counts.length - 1]! += 1
  }
  const head = zstdCompressSync(
    joined(
      Uint32Array.of(phrases.length),
      planes(steps(Uint32Array.from(phrases))),
      planes(Uint32Array.from(counts)),
    ),
  )
  return joined(Uint32Array.of(head.length), head, zstdCompressSync(planes(sessions.slice(0, count))))
}

/** Which phrases there are, and where their sessions stand. */
export interface TextHead {
  phrases: Uint32Array
  counts: Uint32Array
  /** Of the piece, where the sessions begin. */
  body: number
}

export function unpackHead(bytes: Uint8Array): TextHead {
  const body = LENGTH_BYTES + Buffer.from(bytes.buffer, bytes.byteOffset, LENGTH_BYTES).readUInt32LE(0)
  const head = aligned(zstdDecompressSync(bytes.subarray(LENGTH_BYTES, body)))
  const [size = 0] = new Uint32Array(head.buffer, 0, 1)
  const phrases = new Uint32Array(size)
  const counts = new Uint32Array(size)
  fromPlanes(head, LENGTH_BYTES, phrases)
  fromPlanes(head, LENGTH_BYTES + phrases.byteLength, counts)
  return { phrases: sums(phrases), counts, body }
}

export function hasAny({ phrases }: TextHead, wanted: Uint8Array): boolean {
  return phrases.some(key => wanted[key] === 1)
}

/** Marks the sessions, of a slice that begins at `first`, in which one of the phrases could be read. */
export function markTexts(
  bytes: Uint8Array,
  { phrases, counts, body }: TextHead,
  wanted: Uint8Array,
  first: number,
  into: Uint8Array,
): void {
  const all = counts.reduce((sum, count) => sum + count, 0)
  // Room for all of it at once: put together from small parts it takes half as long again.
  const sessions = zstdDecompressSync(bytes.subarray(body), { chunkSize: 2 * all + LEAST_CHUNK })
  let begin = 0
  for (let nth = 0; nth < phrases.length; nth++) {
    const end = begin + counts[nth]!
    if (wanted[phrases[nth]!] === 1) {
      let session = first
      for (let i = begin; i < end; i++) {
        session += sessions[i]! | (sessions[all + i]! << 8)
        into[session] = 1
      }
    }
    begin = end
  }
}
