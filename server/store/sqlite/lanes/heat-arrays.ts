/**
 * Views of one page by the sessions of one slice, session after session. As bytes, packed with zstd (planes and steps: see
 * lane.ts):
 *
 *     [views, clicks, base, wide: f64] [session from the slice's first: u16] [tab: i32 from the one before] [nth: i32]
 *     [ms from `base`: u32; or f64 when wide] [width, px: i32] [deepest point seen, px: i32] [clicks: u32] x views
 *     [each of CLICK_NUMBERS (heat/view.ts): i32] x clicks
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { CLICK_NUMBERS } from '../../heat/view.ts'
import { aligned, fromPlanes, joined, planes, steps, sums } from './lane.ts'

/** Arrays share their places, but for `body`. */
export interface HeatArrays {
  /** Keys, ascending. */
  session: Int32Array
  tab: Int32Array
  nth: Int32Array
  /** epoch ms */
  at: Float64Array
  /** Where each view begins in `body`; one more than there are views. */
  starts: Int32Array
  /**
   * Of each view its width and the deepest point seen in it, px, and then its clicks: of few views all of these are asked,
   * and what lies side by side is fetched at once.
   */
  body: Int32Array<ArrayBuffer>
}

/** Places in a view's part of `body`. */
export const [WIDTH, SEEN, CLICKS] = [0, 1, 2]

export interface HeatRow {
  session: number
  tab: number
  nth: number
  at: number
  width: number
  seen: number
  /** As the table packs them. */
  clicks: Int32Array
}

export function heatArrays(rows: readonly HeatRow[]): HeatArrays {
  const starts = new Int32Array(rows.length + 1)
  for (const [i, { clicks }] of rows.entries()) starts[i + 1] = starts[i]! + CLICKS + clicks.length
  const body = new Int32Array(starts[rows.length]!)
  for (const [i, { width, seen, clicks }] of rows.entries()) {
    body[starts[i]! + WIDTH] = width
    body[starts[i]! + SEEN] = seen
    body.set(clicks, starts[i]! + CLICKS)
  }
  return {
    session: Int32Array.from(rows, row => row.session),
    tab: Int32Array.from(rows, row => row.tab),
    nth: Int32Array.from(rows, row => row.nth),
    at: Float64Array.from(rows, row => row.at),
    starts,
    body,
  }
}

const WIDEST_MS = 2 ** 32 - 1
const HEADER = 4

export function packHeat(rows: readonly HeatRow[], first: number): Uint8Array {
  const counts = Uint32Array.from(rows, row => row.clicks.length / CLICK_NUMBERS)
  const base = rows.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const at = Float64Array.from(rows, row => row.at - base)
  const isWide = at.some(ms => ms > WIDEST_MS || !Number.isInteger(ms))
  const clicks = counts.reduce((sum, count) => sum + count, 0)
  const whole = (of: (row: HeatRow) => number) => Int32Array.from(rows, of)
  const numbers = Array.from({ length: CLICK_NUMBERS }, () => new Int32Array(clicks))
  let place = 0
  for (const row of rows) {
    for (let i = 0; i < row.clicks.length; i += CLICK_NUMBERS, place++) {
      for (const [n, column] of numbers.entries()) column[place] = row.clicks[i + n]!
    }
  }
  return zstdCompressSync(
    joined(
      Float64Array.of(rows.length, clicks, base, Number(isWide)),
      planes(Uint16Array.from(rows, row => row.session - first)),
      planes(steps(whole(row => row.tab))),
      planes(whole(row => row.nth)),
      planes(isWide ? at : Uint32Array.from(at)),
      planes(whole(row => row.width)),
      planes(whole(row => row.seen)),
      planes(counts),
      ...numbers.map(planes),
    ),
  )
}

export function unpackHeat(bytes: Uint8Array, first: number): HeatArrays {
  const all = aligned(zstdDecompressSync(bytes))
  const [views = 0, clicks = 0, base = 0, wide = 0] = new Float64Array(all.buffer, 0, HEADER)
  let place = HEADER * Float64Array.BYTES_PER_ELEMENT
  const taken = <A extends Uint16Array | Uint32Array | Int32Array | Float64Array>(into: A): A => {
    fromPlanes(all, place, into)
    place += into.byteLength
    return into
  }
  const session = taken(new Uint16Array(views))
  const tab = sums(taken(new Int32Array(views)))
  const nth = taken(new Int32Array(views))
  const ms = wide === 0 ? taken(new Uint32Array(views)) : taken(new Float64Array(views))
  const width = taken(new Int32Array(views))
  const seen = taken(new Int32Array(views))
  const counts = taken(new Uint32Array(views))
  const body = new Int32Array(views * CLICKS + clicks * CLICK_NUMBERS)
  const starts = new Int32Array(views + 1)
  for (let i = 0; i < views; i++) {
    const start = starts[i]!
    body[start + WIDTH] = width[i]!
    body[start + SEEN] = seen[i]!
    starts[i + 1] = start + CLICKS + counts[i]! * CLICK_NUMBERS
  }
  unpackClicks(all.subarray(place), clicks, starts, body)
  return {
    ...{ tab, nth, starts, body },
    session: Int32Array.from(session, key => first + key),
    at: Float64Array.from(ms, one => base + one),
  }
}

/** All numbers of a click at once, from their planes into its place: one after the other takes three times as long. */
function unpackClicks(planes: Uint8Array, clicks: number, starts: Int32Array, body: Int32Array): void {
  let click = 0
  for (let view = 0; view + 1 < starts.length; view++) {
    const end = starts[view + 1]!
    for (let at = starts[view]! + CLICKS; at < end; at += CLICK_NUMBERS, click++) {
      let from = click
      for (let n = 0; n < CLICK_NUMBERS; n++) {
        const [second, third, fourth] = [from + clicks, from + 2 * clicks, from + 3 * clicks]
        body[at + n] =
          planes[from]! | (planes[second]! << 8) | (planes[third]! << 16) | (planes[fourth]! << 24)
        from = fourth + clicks
      }
    }
  }
}
