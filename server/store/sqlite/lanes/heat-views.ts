/** Views of a page in arrays, slice by slice of sessions: what the table of heatmaps holds of them. */
import type { Database } from 'better-sqlite3'
import { readClicks } from '../write/heat.ts'
import { keysOf } from './slices.ts'

/** Views of one page by the sessions of one slice, session after session. Arrays share their places. */
export interface ViewSlice {
  /** Its number. */
  slice: number
  session: Int32Array
  tab: Int32Array
  nth: Int32Array
  at: Float64Array
  /** NUMBERS of each view side by side: of few views all of these are asked, and a line of memory holds four. */
  told: Int32Array
  /** Where the clicks of the view begin in `clicks`; one more than there are views. */
  starts: Int32Array
  clicks: Int32Array
  /** How long bands of the page were in the window, and where the pointer was; read when first asked for. */
  inView(): Lists
  moves(): Lists
}

/** Of each view as many numbers as it has: those of the i-th are at [starts[i], starts[i + 1]). */
export interface Lists {
  starts: Int32Array
  numbers: Int32Array | Float64Array
}

/** Width, px; deepest point seen, px; where its clicks begin and end in `clicks`. */
export const NUMBERS = 4

type Row = [
  session: number,
  tab: number,
  nth: number,
  at: number,
  width: number,
  seen: number,
  body: Uint8Array,
]

/** Bytes kept; whole pages are dropped, the one asked for longest ago first. */
const MOST_BYTES = 128 * 2 ** 20

interface Kept {
  version: number
  views: ViewSlice
  bytes: number
}

interface Page {
  bytes: number
  slices: Map<number, Kept>
}

export function heatViews(facts: Database) {
  const rows = facts
    .prepare<[number, number, number], Row>(
      `SELECT session, tab, nth, at, width, seen, body FROM heat
       WHERE pattern = ? AND session >= ? AND session < ? ORDER BY session, tab, nth`,
    )
    .raw()
  const texts = (column: 'views' | 'moves') =>
    facts
      .prepare<[number, number, number], string | null>(
        `SELECT ${column} FROM heat WHERE pattern = ? AND session >= ? AND session < ? ORDER BY session, tab, nth`,
      )
      .pluck()
  const inView = texts('views')
  const moves = texts('moves')
  const pages = new Map<number, Page>()
  let bytes = 0

  const grow = (page: Page, kept: Kept, more: number) => {
    kept.bytes += more
    page.bytes += more
    bytes += more
  }

  const readSlice = (page: Page, pattern: number, slice: number, version: number): ViewSlice => {
    const known = page.slices.get(slice)
    if (known?.version === version) return known.views
    if (known) grow(page, known, -known.bytes)
    // Only asked while the table is as it was when the rest was read.
    const lists = (asked: typeof inView) => {
      let found: Lists | null = null
      return (): Lists => {
        if (found) return found
        found = listsOf(asked.all(pattern, ...keysOf('heat', slice)))
        grow(page, kept, found.starts.byteLength + found.numbers.byteLength)
        return found
      }
    }
    const told = packed(rows.all(pattern, ...keysOf('heat', slice)))
    const kept: Kept = {
      version,
      views: { slice, ...told, inView: lists(inView), moves: lists(moves) },
      bytes: 0,
    }
    grow(page, kept, sizeOf(kept.views))
    page.slices.set(slice, kept)
    return kept.views
  }

  return (pattern: number, versions: Map<number, number>): ViewSlice[] => {
    const page = pages.get(pattern) ?? { bytes: 0, slices: new Map() }
    pages.delete(pattern)
    pages.set(pattern, page)
    const found = [...versions]
      .sort(([a], [b]) => a - b)
      .map(([slice, version]) => readSlice(page, pattern, slice, version))
    for (const [oldest, other] of pages) {
      if (bytes <= MOST_BYTES || oldest === pattern) break
      pages.delete(oldest)
      bytes -= other.bytes
    }
    return found
  }
}

function packed(rows: Row[]): Omit<ViewSlice, 'slice' | 'inView' | 'moves'> {
  const bodies = rows.map(row => readClicks(row[6]))
  const starts = new Int32Array(rows.length + 1)
  for (const [i, body] of bodies.entries()) starts[i + 1] = starts[i]! + body.length
  const clicks = new Int32Array(starts[rows.length]!)
  const told = new Int32Array(rows.length * NUMBERS)
  for (const [i, body] of bodies.entries()) {
    clicks.set(body, starts[i]!)
    told.set([rows[i]![4], rows[i]![5], starts[i]!, starts[i + 1]!], i * NUMBERS)
  }
  return {
    session: Int32Array.from(rows, row => row[0]),
    tab: Int32Array.from(rows, row => row[1]),
    nth: Int32Array.from(rows, row => row[2]),
    at: Float64Array.from(rows, row => row[3]),
    told,
    starts,
    clicks,
  }
}

function listsOf(texts: (string | null)[]): Lists {
  const starts = new Int32Array(texts.length + 1)
  const all: number[] = []
  for (const [i, text] of texts.entries()) {
    if (text !== null && text !== '[]') for (const one of numbersOf(text)) all.push(one)
    starts[i + 1] = all.length
  }
  return {
    starts,
    numbers: all.every(one => (one | 0) === one) ? Int32Array.from(all) : Float64Array.from(all),
  }
}

function numbersOf(text: string): number[] {
  return JSON.parse(text)
}

function sizeOf({ session, clicks }: ViewSlice): number {
  return session.length * 48 + clicks.length * Int32Array.BYTES_PER_ELEMENT
}
