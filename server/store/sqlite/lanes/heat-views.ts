/** Views of a page in arrays, slice by slice of sessions: what the table of heatmaps holds of them. */
import type { Database } from 'better-sqlite3'
import { readClicks } from '../write/heat.ts'
import { pageIn } from './by-page.ts'
import { type HeatArrays, type HeatRow, heatArrays, unpackHeat } from './heat-arrays.ts'
import { type Lists, listsOf, type Moves, movesOf } from './heat-lists.ts'
import { HEAT_PAGES, pieces } from './pieces.ts'
import { keysOf } from './slices.ts'

/** Views of one page by the sessions of one slice, session after session. */
export interface ViewSlice extends HeatArrays {
  /** Its number. */
  slice: number
  /** How long bands of the page were in the window, and where the pointer was; read when first asked for. */
  inView(): Lists
  moves(): Moves
}

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

type Row = [session: number, tab: number, nth: number, at: number, width: number, seen: number, Uint8Array]

export function heatViews(facts: Database, lanes: Database) {
  const { find } = pieces(lanes, HEAT_PAGES)
  const rows = facts
    .prepare<[number, number, number], Row>(
      `SELECT session, tab, nth, at, width, seen, body FROM heat
       WHERE pattern = ? AND session >= ? AND session < ? ORDER BY session, tab, nth`,
    )
    .raw()
  // All lists of a slice in one piece: a row and a buffer for each would take longer than reading them.
  const listsIn = (column: 'views' | 'moves') =>
    facts
      .prepare<[number, number, number], Uint8Array>(
        `SELECT CAST(coalesce(group_concat(coalesce(list, '[]'), ''), '') AS BLOB) FROM (
           SELECT ${column} AS list FROM heat
           WHERE pattern = ? AND session >= ? AND session < ? ORDER BY session, tab, nth)`,
      )
      .pluck()
  const inView = listsIn('views')
  const moves = listsIn('moves')
  const pages = new Map<number, Page>()
  let bytes = 0

  const grow = (page: Page, kept: Kept, more: number) => {
    kept.bytes += more
    page.bytes += more
    bytes += more
  }

  const arraysOf = (pattern: number, slice: number, version: number): HeatArrays => {
    const [from, to] = keysOf('heat', slice)
    const packed = find(slice, version)
    if (packed) {
      const own = pageIn(packed, pattern)
      return own ? unpackHeat(own, from) : heatArrays([])
    }
    const all = rows.all(pattern, from, to).map(([session, tab, nth, at, width, seen, body]): HeatRow => {
      return { session, tab, nth, at, width, seen, clicks: readClicks(body) }
    })
    return heatArrays(all)
  }

  const readSlice = (page: Page, pattern: number, slice: number, version: number): ViewSlice => {
    const known = page.slices.get(slice)
    if (known?.version === version) return known.views
    if (known) grow(page, known, -known.bytes)
    // Only asked while the table is as it was when the rest was read.
    const lists = <A extends Lists>(asked: typeof inView, made: (lists: Uint8Array, views: number) => A) => {
      let found: A | null = null
      return (): A => {
        if (found) return found
        found = made(asked.get(pattern, ...keysOf('heat', slice))!, arrays.session.length)
        grow(page, kept, found.starts.byteLength + found.numbers.byteLength)
        return found
      }
    }
    const arrays = arraysOf(pattern, slice, version)
    const views = { slice, ...arrays, inView: lists(inView, listsOf), moves: lists(moves, movesOf) }
    const kept: Kept = { version, views, bytes: 0 }
    grow(page, kept, sizeOf(arrays))
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

function sizeOf({ session, body }: HeatArrays): number {
  return session.length * 24 + body.byteLength
}
