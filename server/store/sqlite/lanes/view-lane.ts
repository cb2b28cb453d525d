/**
 * Views of all pages by the sessions of one slice, page by page and session after session, with what was clicked in
 * each: what tells who was where, and who pressed what. As bytes, packed with zstd (planes and steps: see lane.ts):
 *
 *     [pages, views, clicks, base, last, wide: f64] [page: u32] x pages [its first view: u32] x (pages + 1)
 *     [session from the slice's first: u16] [ms from `base`: u32; or f64 when wide] [width: u32] [clicks before it: u32] x views
 *     [element: u32] [ms from the view's beginning: i32] x clicks
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { CLICK_NUMBERS } from '../../heat/view.ts'
import { aligned, fromPlanes, joined, planes, steps, sums } from './lane.ts'

export interface ViewLane {
  /** Key of the first session of the slice. */
  first: number
  /** Keys of patterns, ascending; the views of the i-th are at [begins[i], begins[i + 1]). */
  patterns: Uint32Array
  begins: Uint32Array
  /** From `first`. */
  session: Uint16Array
  /** epoch ms = base + at. Nothing of the slice was before `base`, nor after `last`. */
  base: number
  last: number
  at: Uint32Array | Float64Array
  width: Uint32Array
  /** Clicks of the i-th view are at [starts[i], starts[i + 1]). */
  starts: Uint32Array
  element: Uint32Array
  ms: Int32Array
}

/** By number of a click, the session of the view that holds it. */
export function sessionsOfClicks({ first, session, starts }: ViewLane): (click: number) => number {
  return click => {
    let [low, high] = [0, session.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= click) low = middle + 1
      else high = middle
    }
    return first + session[low - 1]!
  }
}

export interface ViewRow {
  pattern: number
  session: number
  at: number
  width: number
  /** As the table packs them. */
  clicks: Int32Array
}

const WIDEST_MS = 2 ** 32 - 1

/** Of rows by pattern and then session. */
export function viewLaneOf(rows: readonly ViewRow[], first: number): ViewLane {
  const patterns: number[] = []
  const begins: number[] = []
  const starts = new Uint32Array(rows.length + 1)
  for (const [i, { pattern, clicks }] of rows.entries()) {
    starts[i + 1] = starts[i]! + clicks.length / CLICK_NUMBERS
    if (patterns.at(-1) === pattern) continue
    patterns.push(pattern)
    begins.push(i)
  }
  const element = new Uint32Array(starts[rows.length]!)
  const ms = new Int32Array(element.length)
  for (const [i, { clicks }] of rows.entries()) {
    for (let n = 0, place = starts[i]!; n < clicks.length; n += CLICK_NUMBERS, place++) {
      ms[place] = clicks[n]!
      element[place] = clicks[n + 3]! >> 2
    }
  }
  const base = rows.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const { last, widest } = reach(rows)
  const times = Float64Array.from(rows, row => row.at - base)
  return {
    ...{ first, base, last, starts, element, ms },
    patterns: Uint32Array.from(patterns),
    begins: Uint32Array.from([...begins, rows.length]),
    session: Uint16Array.from(rows, row => row.session - first),
    at: widest - base > WIDEST_MS ? times : Uint32Array.from(times),
    width: Uint32Array.from(rows, row => row.width),
  }
}

/** When the last view began, and when the last thing was done. */
function reach(rows: readonly ViewRow[]): { widest: number; last: number } {
  let widest = Number.NEGATIVE_INFINITY
  let last = widest
  for (const { at, clicks } of rows) {
    if (at > widest) widest = at
    if (at > last) last = at
    for (let n = 0; n < clicks.length; n += CLICK_NUMBERS) if (at + clicks[n]! > last) last = at + clicks[n]!
  }
  return { widest, last }
}

export function packViews(views: ViewLane): Uint8Array {
  const { patterns, begins, session, base, last, at, width, starts, element, ms } = views
  return zstdCompressSync(
    joined(
      Float64Array.of(
        patterns.length,
        session.length,
        element.length,
        base,
        last,
        Number(at instanceof Float64Array),
      ),
      patterns,
      begins,
      planes(session),
      planes(at),
      planes(width),
      planes(steps(starts.slice())),
      planes(element),
      planes(ms),
    ),
  )
}

const HEADER = 6

export function unpackViews(bytes: Uint8Array, first: number): ViewLane {
  const all = aligned(zstdDecompressSync(bytes))
  const [pages = 0, views = 0, clicks = 0, base = 0, last = 0, wide = 0] = new Float64Array(
    all.buffer,
    0,
    HEADER,
  )
  let place = HEADER * Float64Array.BYTES_PER_ELEMENT
  const taken = <A extends Uint32Array | Uint16Array | Int32Array | Float64Array>(into: A): A => {
    fromPlanes(all, place, into)
    place += into.byteLength
    return into
  }
  const patterns = new Uint32Array(all.buffer, place, pages)
  place += patterns.byteLength
  const begins = new Uint32Array(all.buffer, place, pages + 1)
  place += begins.byteLength
  const session = taken(new Uint16Array(views))
  const at = wide === 0 ? taken(new Uint32Array(views)) : taken(new Float64Array(views))
  const width = taken(new Uint32Array(views))
  const starts = sums(taken(new Uint32Array(views + 1)))
  const element = taken(new Uint32Array(clicks))
  const ms = taken(new Int32Array(clicks))
  // What is kept must not keep all that was unpacked.
  const own = { patterns: patterns.slice(), begins: begins.slice() }
  return { ...own, first, base, last, session, at, width, starts, element, ms }
}
