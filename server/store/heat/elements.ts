import type { ElementCounts } from '../../../contract/behaviour/heatmap.ts'
import type { ElementRow } from '../heatmap-port.ts'
import { FOUND_KINDS, type FoundKind } from './found.ts'
import { median } from './median.ts'

interface SideTally {
  clicks: number
  sessions: number
  first: number
  converted: number
  found: Record<FoundKind, number>
  /** ms from the view to the first click of each session. */
  times: number[]
  /** How far each session that clicked it saw the page, px. */
  reach: number[]
  /** The visit counted last, and by kind the one in which it was found last. */
  visit: number
  foundIn: Record<FoundKind, number>
}

export interface ElementTally {
  /** Elements are numbered as they are met. */
  ordinal: number
  sides: [SideTally, SideTally]
  /** Where it was clicked, px from the top. */
  ys: number[]
}

export function emptyTally(ordinal: number): ElementTally {
  return { ordinal, sides: [emptySide(), emptySide()], ys: [] }
}

function emptySide(): SideTally {
  return {
    clicks: 0,
    sessions: 0,
    first: 0,
    converted: 0,
    found: { rage: 0, dead: 0, error: 0 },
    times: [],
    reach: [],
    visit: 0,
    foundIn: { rage: 0, dead: 0, error: 0 },
  }
}

/** `nth`: number of the visit. Answers whether it is the first click of the visit on the element. */
export function tallyClick(tally: SideTally, nth: number, isFirst: boolean, bits: number): boolean {
  tally.clicks += 1
  if (isFirst) tally.first += 1
  if (bits !== 0) tallyFound(tally, nth, bits)
  if (tally.visit === nth) return false
  tally.visit = nth
  return true
}

function tallyFound(tally: SideTally, nth: number, bits: number): void {
  for (const [place, kind] of FOUND_KINDS.entries()) {
    if ((bits & (1 << place)) === 0 || tally.foundIn[kind] === nth) continue
    tally.foundIn[kind] = nth
    tally.found[kind] += 1
  }
}

export function tallySession(tally: SideTally, ms: number, reach: number, converts: boolean): void {
  tally.sessions += 1
  tally.times.push(ms)
  tally.reach.push(reach)
  if (converts) tally.converted += 1
}

/** `reach`: how far the sessions of each side saw the page, ascending. */
export function elementRow(
  { sides, ys }: ElementTally,
  reach: readonly [Float64Array, Float64Array],
): Pick<ElementRow, 'y' | 'sides'> {
  const y = median(ys) ?? 0
  const counts = (side: 0 | 1): ElementCounts => {
    const { clicks, sessions, first, converted, found, times, reach: ofClicked } = sides[side]
    let saw = atLeast(reach[side], y)
    for (const one of ofClicked) if (one < y) saw += 1
    return { saw, sessions, clicks, first, ...found, converted, timeToClick: median(times) }
  }
  return { y, sides: [counts(0), counts(1)] }
}

/** How many of the ascending values are `y` or more. */
function atLeast(values: Float64Array, y: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < y) low = middle + 1
    else high = middle
  }
  return values.length - low
}
