/** What else was done between two deeds of a unit that are one step behind the other. */
import { AFTER_ANOTHER, type Others } from '../../../behaviour/deeds.ts'
import type { DeedRows, DeedSink } from './deed-rows.ts'
import type { Laid, Units } from './laid-deeds.ts'
import { compared, type Tie, type Told } from './ties.ts'

/**
 * Gaps between deeds, unit by unit in the order of time. Of the n-th `ends` holds its beginning and its end at 2 * n,
 * one beside the other, as millions of times are looked up here and there. What is marked has no beginning any more.
 */
interface Gaps {
  ends: Float64Array
  /** Place of the later deed. */
  deed: Int32Array
  /** By unit, the first; 0: it has none. */
  first: Int32Array
  /** By unit, how many of them are not marked; of some that are marked it may not be told. */
  open: Int32Array
}

export interface Between extends DeedSink {
  /** When all is handed over. */
  settle(): void
}

/** Marks the later of the two, where it lies between them in time, or ties with one and is on its inner side. */
export function between(
  rows: DeedRows,
  tie: Tie,
  laid: Laid & Units,
  asked: Others,
  highest: number,
): Between {
  const { at, mask, row } = laid
  const { ends, deed, first, open } = gapsOf(laid, asked, highest)
  /** By unit, the gap that was looked at last: what is handed over is mostly in the order of time. 0: none is open. */
  const cursors = first.slice()
  const sources: Told[] = []
  /** What ties with an end of a gap, three numbers each: the first such gap, its source and its place there. */
  let tied = new Int32Array(FIRST_ROOM)
  let ties = 0
  const mark = (gap: number) => {
    ends[2 * gap] = Number.POSITIVE_INFINITY
  }
  const order = (one: Told, place: number, of: number) => compared(one, place, rows, row[of]!, tie)
  return {
    from: ({ rank, key, session }) => {
      sources.push({ rankOf: () => rank, key, session })
    },
    add: (unit, time, _, place) => {
      const cursor = cursors[unit]!
      if (cursor === 0) return
      // The first gap that is not over by then.
      let gap = cursor
      if (ends[2 * gap - 1]! >= time) gap = firstFrom(ends, first[unit]!, gap, time)
      else while (ends[2 * gap + 1]! < time) gap += 1
      if (gap !== cursor) cursors[unit] = gap
      // One that is marked begins never.
      const [begin, end] = [ends[2 * gap]!, ends[2 * gap + 1]!]
      if (begin > time && end > time) return
      if (begin < time && end > time) {
        mark(gap)
        open[unit]! -= 1
        if (open[unit] === 0) cursors[unit] = 0
        return
      }
      if (ties === tied.length) tied = doubled(tied)
      tied[ties] = gap
      tied[ties + 1] = sources.length - 1
      // Twice, and one more where it ties with the end.
      tied[ties + 2] = 2 * place + (end === time ? 1 : 0)
      ties += 3
    },
    settle: () => {
      /** By the first gap that ends at a time, the first that ends later. */
      const laters = new Map<number, number>()
      const laterThan = (gap: number): number => {
        let later = laters.get(gap) ?? gap
        while (ends[2 * later + 1] === ends[2 * gap + 1]) later += 1
        laters.set(gap, later)
        return later
      }
      for (let i = 0; i < ties; i += 3) {
        const one = sources[tied[i + 1]!]!
        const place = tied[i + 2]! >> 1
        const atEnd = (tied[i + 2]! & 1) === 1
        const time = at[deed[tied[i]!]! - (atEnd ? 0 : 1)]!
        // There may be thousands of one time: the first gap is looked for that ends behind it, as deeds are in order.
        let [gap, high] = [tied[i]!, atEnd ? laterThan(tied[i]!) : tied[i]!]
        while (gap < high) {
          const middle = (gap + high) >> 1
          if (order(one, place, deed[middle]!) > 0) gap = middle + 1
          else high = middle
        }
        for (; deed[gap] !== -1; gap++) {
          const begin = at[deed[gap]! - 1]!
          if (begin > time || (begin === time && order(one, place, deed[gap]! - 1) < 0)) break
          mark(gap)
        }
      }
      // Not before, as it goes from one end of the deeds to the other.
      for (let gap = 0; gap < deed.length; gap++) {
        const later = deed[gap]!
        if (later !== -1 && ends[2 * gap] === Number.POSITIVE_INFINITY) mask[later]! |= AFTER_ANOTHER
      }
    },
  }
}

/** A multiple of three. */
const FIRST_ROOM = 3 * 2 ** 12

function doubled(from: Int32Array): Int32Array<ArrayBuffer> {
  const into = new Int32Array(2 * from.length)
  into.set(from)
  return into
}

function gapsOf({ units, starts, mask, at }: Laid & Units, { chain, any }: Others, highest: number): Gaps {
  // Between units stand two that no time is in: one that is never over, and one that always is.
  const deed: number[] = [-1]
  const first = new Int32Array(highest + 1)
  const open = new Int32Array(highest + 1)
  for (let i = 0; i < units.length; i++) {
    for (let place = starts[i]! + 1; place < starts[i + 1]!; place++) {
      const next = (mask[place - 1]! << 1) & mask[place]! & chain
      if (next === 0 && (mask[place]! & any) === 0) continue
      if (first[units[i]!] === 0) first[units[i]!] = deed.length
      open[units[i]!]! += 1
      deed.push(place)
    }
    if (deed.at(-1) !== -1) deed.push(-1, -1)
  }
  const ends = new Float64Array(2 * deed.length).fill(Number.POSITIVE_INFINITY)
  for (let gap = 0; gap < deed.length; gap++) {
    const place = deed[gap]!
    if (place === -1) {
      if (deed[gap + 1] !== -1) ends[2 * gap + 1] = Number.NEGATIVE_INFINITY
      continue
    }
    ends[2 * gap] = at[place - 1]!
    ends[2 * gap + 1] = at[place]!
  }
  return { ends, deed: Int32Array.from(deed), first, open }
}

/** The first gap in [from, to) that ends at a time or later; else `to`. */
function firstFrom(ends: Float64Array, from: number, to: number, time: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[2 * middle + 1]! < time) low = middle + 1
    else high = middle
  }
  return low
}
