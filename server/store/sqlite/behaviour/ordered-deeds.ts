/** Deeds laid out unit by unit, each in the order of time. A unit is a person or a session. */
import type { DeedQuery, Deeds, Others } from '../../../behaviour/deeds.ts'
import { type Between, between } from './between.ts'
import type { DeedRows } from './deed-rows.ts'
import { type Laid, laidOut } from './laid-deeds.ts'
import { compared, type Tie } from './ties.ts'

/** Deeds unit by unit, in the order of time. */
export interface OrderedDeeds {
  /** Takes what else was done: AFTER_ANOTHER is marked. */
  between(asked: Others): Between
  /** `personOf`: whose a unit is. */
  deeds(personOf: (unit: number) => number): Deeds
}

/** `highest`: no unit is higher. */
export function inOrder(
  rows: DeedRows,
  { begins, property, others }: Pick<DeedQuery, 'begins' | 'property' | 'others'>,
  highest: number,
  tie: Tie,
): OrderedDeeds {
  const laid = laidOut(rows, begins, highest)
  const { units, starts, at, mask, row } = laid
  for (let i = 0; i < units.length; i++) {
    const [from, to] = [starts[i]!, starts[i + 1]!]
    if (to - from > FEW) inOrderByRuns(laid, from, to)
    else inOrderOfTime(at, mask, row, from, to)
    for (let place = from + 1; place < to; place++) {
      if (at[place] !== at[place - 1]) continue
      settleTies(rows, tie, laid, from, to, others !== null)
      break
    }
  }
  return {
    between: asked => between(rows, tie, laid, asked, highest),
    deeds: personOf => ({
      person: units.map(personOf),
      ...{ starts, at, mask },
      value: property === null ? null : Array.from(row, one => rows.value(one)),
      session: place => rows.session(row[place]!),
    }),
  }
}

/** More than this many are put in order otherwise than by insertion. */
const FEW = 64

function inOrderOfTime(at: Float64Array, mask: Int32Array, row: Int32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const time = at[i]!
    if (at[i - 1]! <= time) continue
    const steps = mask[i]!
    const own = row[i]!
    let place = i
    while (place > from && at[place - 1]! > time) {
      at[place] = at[place - 1]!
      mask[place] = mask[place - 1]!
      row[place] = row[place - 1]!
      place -= 1
    }
    at[place] = time
    mask[place] = steps
    row[place] = own
  }
}

/** Rows come name by name and slice by slice, each mostly in order already: what is in order is merged. */
function inOrderByRuns(laid: Laid, from: number, to: number): void {
  let runs = [from]
  for (let i = from + 1; i < to; i++) if (laid.at[i]! < laid.at[i - 1]!) runs.push(i)
  runs.push(to)
  while (runs.length > 2) {
    const merged = [from]
    for (let i = 0; i + 1 < runs.length; i += 2) {
      const end = runs[i + 2]
      if (end !== undefined) mergeRuns(laid, runs[i]!, runs[i + 1]!, end)
      merged.push(end ?? to)
    }
    runs = merged
  }
}

/** [from, middle) and [middle, to) are each in order; of one time the former stays before. */
function mergeRuns({ at, mask, row }: Laid, from: number, middle: number, to: number): void {
  const [times, masks, rows] = [at.slice(from, middle), mask.slice(from, middle), row.slice(from, middle)]
  let right = middle
  for (let place = from, left = 0; left < times.length; place++) {
    if (right < to && at[right]! < times[left]!) {
      at[place] = at[right]!
      mask[place] = mask[right]!
      row[place] = row[right]!
      right += 1
    } else {
      at[place] = times[left]!
      mask[place] = masks[left]!
      row[place] = rows[left]!
      left += 1
    }
  }
}

/** What stands at these places, from a place on. */
function reordered({ at, mask, row }: Laid, order: Int32Array, from: number): void {
  const times = Array.from(order, place => at[place]!)
  const masks = order.map(place => mask[place]!)
  const own = order.map(place => row[place]!)
  at.set(times, from)
  mask.set(masks, from)
  row.set(own, from)
}

/** Those of one time. `all`: something may lie between two; else the keys of those that are all alike need not be asked. */
function settleTies(rows: DeedRows, tie: Tie, laid: Laid, from: number, to: number, all: boolean): void {
  const { at, mask, row } = laid
  /** Nothing of a deed tells the one from the other. */
  const isAlike = (a: number, b: number) =>
    mask[a] === mask[b] &&
    rows.session(row[a]!) === rows.session(row[b]!) &&
    rows.value(row[a]!) === rows.value(row[b]!)
  for (let first = from; first < to; ) {
    let end = first + 1
    let alike = true
    while (end < to && at[end] === at[first]) {
      alike &&= !all && isAlike(first, end)
      end += 1
    }
    if (!alike) {
      const order = Int32Array.from({ length: end - first }, (_, i) => first + i)
      order.sort((a, b) => compared(rows, row[a]!, rows, row[b]!, tie))
      reordered(laid, order, first)
    }
    first = end
  }
}
