import { type HeatKind, MOST_ELEMENTS, REACH_PX } from '../../../contract/behaviour/heat.ts'
import type { HeatSide } from '../../../contract/behaviour/heatmap.ts'
import type { HeatAnswer } from '../heatmap-port.ts'
import { HeatCellList } from './cells.ts'
import { type ElementTally, elementRow, emptyTally, tallyClick, tallySession } from './elements.ts'
import { foundByTime, type HeatFinding, isOfKind } from './found.ts'
import { acrossOf, CLICK_NUMBERS, downOf, type HeatView, PLACELESS, pageXOf, pageYOf } from './view.ts'

/** What is counted of a view. */
export type CountedView = Pick<HeatView, 'at' | 'width' | 'seenTo' | 'clicks' | 'inView' | 'moves'>

/** A session that was on the page. */
export interface HeatVisit {
  side: 0 | 1
  /** Deepest point seen in any of its views, px from the top. */
  reach: number
  found: readonly HeatFinding[]
  /** When the last event that counts as the goal happened in it; -Infinity: never. */
  goal: number
}

/** Bands beyond are not told: 60,000 px. */
const MOST_BANDS = 60_000 / REACH_PX

/** What a heatmap says, of any engine's visits: sessions of the second side count, and are not drawn. */
export class HeatFold {
  readonly #kind: HeatKind
  readonly #sides: [HeatSide, HeatSide] = [noSide(), noSide()]
  /** By key: keys are small numbers, and a map takes several times as long. */
  readonly #byKey: (ElementTally | undefined)[] = []
  readonly #elements: [key: number, tally: ElementTally][] = []
  readonly #cells = new HeatCellList()
  readonly #reach: [number[], number[]] = [[], []]
  /** How many views had each width. */
  readonly #widths = new Map<number, number>()
  readonly #inView: number[] = []
  /** The session that views are added of. */
  #visits = 0
  #side: 0 | 1 = 0
  #deepest = 0
  #goal = Number.NEGATIVE_INFINITY
  #found: Map<number, number> | null = null

  constructor(kind: HeatKind) {
    this.#kind = kind
  }

  /** A session with its views of the page, in order of time. */
  add(visit: Omit<HeatVisit, 'reach'> & { views: readonly CountedView[] }): void {
    let reach = 0
    for (const { seenTo } of visit.views) if (seenTo > reach) reach = seenTo
    this.begin({ side: visit.side, reach, found: visit.found, goal: visit.goal })
    for (const view of visit.views) {
      this.view(view.at, view.width, view.clicks, 0, view.clicks.length)
      const looks = this.#kind === 'attention' ? view.inView : view.moves
      this.look(view.width, looks, 0, looks.length)
    }
  }

  /** What is added then are this session's views, in order of time. */
  begin({ side, reach, found, goal }: HeatVisit): void {
    this.#visits += 1
    this.#side = side
    this.#deepest = reach
    this.#goal = goal
    this.#found = foundByTime(found)
    this.#sides[side].sessions += 1
    this.#reach[side].push(reach)
  }

  /** Its clicks stand at [begin, end) in `numbers`. */
  view(at: number, width: number, numbers: Int32Array, begin: number, end: number): void {
    const side = this.#side
    const clicks = (end - begin) / CLICK_NUMBERS
    const totals = this.#sides[side]
    totals.views += 1
    totals.clicks += clicks
    if (clicks > 0) totals.firsts += 1
    for (let i = 0; i < clicks; i++) {
      const from = begin + i * CLICK_NUMBERS
      const ms = numbers[from]!
      const atX = numbers[from + 1]!
      const atY = numbers[from + 2]!
      const packed = numbers[from + 3]!
      const tally = this.#tally(packed >> 2)
      const bits = this.#found === null ? 0 : (this.#found.get(at + ms) ?? 0)
      const placed = (packed & PLACELESS) === 0
      if (placed) tally.ys.push(pageYOf(atY))
      const isNew = tallyClick(tally.sides[side], this.#visits, i === 0, bits)
      if (isNew) tallySession(tally.sides[side], ms, this.#deepest, this.#goal >= at + ms)
      if (side === 0 && isOfKind(this.#kind, packed, i, clicks, bits)) {
        const x = placed ? pageXOf(atX) : null
        this.#cells.add(tally.ordinal, width, x, pageYOf(atY), acrossOf(atX), downOf(atY))
      }
    }
    if (side === 0) this.#widths.set(width, (this.#widths.get(width) ?? 0) + 1)
  }

  /** Of that view, where attention or the pointer was: as in the facts of the page, at [begin, end) in `numbers`. */
  look(width: number, numbers: ArrayLike<number>, begin: number, end: number): void {
    if (this.#side !== 0) return
    if (this.#kind === 'attention') {
      for (let i = begin; i < end; i++) {
        this.#inView[i - begin] = (this.#inView[i - begin] ?? 0) + numbers[i]!
      }
    } else if (this.#kind === 'moves') {
      for (let i = begin; i + 2 < end; i += 3) {
        this.#cells.addMoves(width, numbers[i]!, numbers[i + 1]!, numbers[i + 2]!)
      }
    }
  }

  answer(describe: (element: number) => { element: string; name: string; role: string }): HeatAnswer {
    const known = this.#elements.filter(([key]) => key !== 0)
    const reaches: [Float64Array, Float64Array] = [sorted(this.#reach[0]), sorted(this.#reach[1])]
    const rows = known.map(([key, tally]) => ({
      ordinal: tally.ordinal,
      row: { ...describe(key), ...elementRow(tally, reaches) },
    }))
    rows.sort(
      ({ row: a }, { row: b }) =>
        b.sides[0].sessions + b.sides[1].sessions - a.sides[0].sessions - a.sides[1].sessions ||
        (a.element < b.element ? -1 : 1),
    )
    const listed = rows.slice(0, MOST_ELEMENTS)
    const rank = new Map(listed.map(({ ordinal }, i) => [ordinal, i]))
    const { cells, widths, shown } = this.#cells.columns(rank)
    const views = this.#kind === 'scroll' || this.#kind === 'attention'
    return {
      sides: this.#sides,
      shown: views ? this.#sides[0].views : shown,
      widths,
      medianWidth: medianOf(this.#widths),
      cells,
      elements: listed.map(({ row }) => row),
      totalElements: rows.length,
      reached: [reachedBands(reaches[0]), reachedBands(reaches[1])],
      inView: this.#inView.map(ms => Math.round(ms)),
    }
  }

  #tally(key: number): ElementTally {
    const known = this.#byKey[key]
    if (known) return known
    const made = emptyTally(this.#elements.length)
    this.#elements.push([key, made])
    this.#byKey[key] = made
    return made
  }
}

/** px up to which counting how many saw the page so far puts them in order quickest. */
const DEEPEST = 2 ** 18

function sorted(values: readonly number[]): Float64Array {
  const ordered = new Float64Array(values)
  if (values.length < 1_000 || !values.every(one => Number.isInteger(one) && one >= 0 && one < DEEPEST)) {
    return ordered.sort()
  }
  const counts = new Uint32Array(values.reduce((a, b) => Math.max(a, b), 0) + 1)
  for (const one of values) counts[one]! += 1
  let place = 0
  for (let value = 0; value < counts.length; value++) {
    if (counts[value] === 0) continue
    ordered.fill(value, place, place + counts[value]!)
    place += counts[value]!
  }
  return ordered
}

/** The lower one of the two in the middle; 0 of none. */
function medianOf(counts: ReadonlyMap<number, number>): number {
  const ordered = [...counts].sort(([a], [b]) => a - b)
  let left = (ordered.reduce((sum, [, n]) => sum + n, 0) - 1) >> 1
  for (const [value, n] of ordered) {
    if (left < n) return value
    left -= n
  }
  return 0
}

/** A band is seen when its middle was in the window. `reach`: ascending. */
function reachedBands(reach: Float64Array): number[] {
  const deepest = reach.at(-1) ?? 0
  const bands = Math.min(MOST_BANDS, Math.max(0, Math.floor(deepest / REACH_PX + 0.5)))
  const reached: number[] = []
  let short = 0
  for (let band = 0; band < bands; band++) {
    while ((reach[short] ?? Number.POSITIVE_INFINITY) < (band + 0.5) * REACH_PX) short++
    reached.push(reach.length - short)
  }
  return reached
}

function noSide(): HeatSide {
  return { sessions: 0, views: 0, clicks: 0, firsts: 0 }
}
