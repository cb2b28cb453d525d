/**
 * What is kept of the pages of a slice, each to be read by itself:
 *
 *     [pages: u32] [pattern: u32] x pages [bytes: u32] x pages, and these bytes page by page
 */
import { joined } from './lane.ts'

const WORD = 4

export function byPage(pages: readonly { pattern: number; bytes: Uint8Array }[]): Uint8Array {
  return joined(
    Uint32Array.of(pages.length),
    Uint32Array.from(pages, page => page.pattern),
    Uint32Array.from(pages, page => page.bytes.length),
    ...pages.map(page => page.bytes),
  )
}

/** Null: nobody of the slice was on it. */
export function pageIn(all: Uint8Array, pattern: number): Uint8Array | null {
  const words = new DataView(all.buffer, all.byteOffset, all.byteLength)
  const word = (place: number) => words.getUint32(place * WORD, true)
  const pages = word(0)
  let begin = (1 + 2 * pages) * WORD
  for (let i = 0; i < pages; i++) {
    const length = word(1 + pages + i)
    if (word(1 + i) === pattern) return all.subarray(begin, begin + length)
    begin += length
  }
  return null
}
