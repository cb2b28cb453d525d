import { type HeatKind, MOST_ELEMENTS } from '../../../contract/behaviour/heat.ts'
import type { HeatSide } from '../../../contract/behaviour/heatmap.ts'
import type { HeatAnswer } from '../heatmap-port.ts'
import { reachedBands } from './bands.ts'
import { HeatCellList } from './cells.ts'
import { ElementTallies } from './elements.ts'
import { foundOf, type HeatFinding, isOfKind, marked } from './found.ts'
import { float64, longer, spare } from './spare.ts'
import { acrossOf, CLICK_NUMBERS, downOf, type HeatView, PLACELESS, pageXOf, pageYOf } from './view.ts'

/** What is counted of a view. */
export type CountedView = Pick<HeatView, 'at' | 'width' | 'seenTo' | 'clicks' | 'inView' | 'moves'>

/** A session that was on the page, and its views of it in order of time. */
export interface HeatVisit {
  side: 0 | 1
  views: readonly CountedView[]
  found: readonly HeatFinding[]
  /** When the last event that counts as the goal happened in it; -Infinity: never. */
  goal: number
}

/** px up to which views are counted by width without a map. */
const MOST_WIDE = 2 ** 14

/** What a heatmap says, of any engine's visits: sessions of the second side count, and are not drawn. */
export class HeatFold {
  readonly #kind: HeatKind
  readonly #sides: [HeatSide, HeatSide] = [noSide(), noSide()]
  readonly #elements = new ElementTallies()
  readonly #cells = new HeatCellList()
  readonly #reach: [Reach, Reach] = [new Reach(0), new Reach(1)]
  /** How many views had each width. */
  readonly #widths = new Uint32Array(MOST_WIDE)
  /** The same of widths beyond. */
  readonly #wider = new Map<number, number>()
  readonly #inView: number[] = []
  /** The session that views are added of. */
  #visits = 0
  #side: 0 | 1 = 0
  /** Of its reach in those of the side. */
  #place = 0
  #goal = Number.NEGATIVE_INFINITY

  constructor(kind: HeatKind) {
    this.#kind = kind
  }

  add({ side, goal, found, views }: HeatVisit): void {
    let reach = 0
    for (const { seenTo } of views) if (seenTo > reach) reach = seenTo
    this.begin(side, reach, goal)
    for (const view of views) {
      const { at, numbers, begin, end } = marked(view, found)
      this.view(at, view.width, numbers, begin, end)
      if (this.#kind === 'attention') this.looked(view.inView, 0, view.inView.length)
      if (this.#kind === 'moves') this.moved(view.width, view.moves, 0, view.moves.length, false)
    }
  }

  /** What is added then are this session's views, in order of time. `reach`: deepest point seen in them, px. */
  begin(side: 0 | 1, reach: number, goal: number): void {
    this.#visits += 1
    this.#side = side
    this.#goal = goal
    this.#sides[side].sessions += 1
    this.#place = this.#reach[side].add(reach)
  }

  /** Its clicks, marked (found.ts), stand at [begin, end) in `numbers`. */
  view(at: number, width: number, numbers: Int32Array, begin: number, end: number): void {
    const side = this.#side
    const clicks = (end - begin) / CLICK_NUMBERS
    const totals = this.#sides[side]
    totals.views += 1
    totals.clicks += clicks
    if (clicks > 0) totals.firsts += 1
    for (let from = begin; from < end; from += CLICK_NUMBERS) {
      const ms = numbers[from]!
      const packed = numbers[from + 3]!
      const isFirst = from === begin
      const ordinal = this.#elements.ordinalOf(packed >> 2)
      const atX = numbers[from + 1]!
      const found = foundOf(atX)
      const y = pageYOf(numbers[from + 2]!)
      const placed = (packed & PLACELESS) === 0
      if (placed) this.#elements.place(ordinal, y)
      const converts = this.#goal >= at + ms
      this.#elements.click(ordinal, side, this.#visits, this.#place, ms, isFirst, converts, found)
      if (side !== 0 || !isOfKind(this.#kind, packed, (from - begin) / CLICK_NUMBERS, clicks, found)) continue
      const x = placed ? pageXOf(atX) : null
      this.#cells.add(ordinal, width, x, y, acrossOf(atX), downOf(numbers[from + 2]!))
    }
    if (side === 1) return
    if (width < MOST_WIDE && width >>> 0 === width) this.#widths[width]! += 1
    else this.#wider.set(width, (this.#wider.get(width) ?? 0) + 1)
  }

  /** Of that view, how long each band was in the window: as in the facts of the page, at [begin, end) in `numbers`. */
  looked(numbers: ArrayLike<number>, begin: number, end: number): void {
    if (this.#side !== 0) return
    for (let i = begin; i < end; i++) {
      this.#inView[i - begin] = (this.#inView[i - begin] ?? 0) + numbers[i]!
    }
  }

  /** Of that view, where the pointer was, at [begin, end) in `numbers`: `isPacked` as move-cells.ts does, else as in the facts. */
  moved(width: number, numbers: ArrayLike<number>, begin: number, end: number, isPacked: boolean): void {
    if (this.#side === 0) this.#cells.addMoves(width, numbers, begin, end, isPacked)
  }

  answer(describe: (element: number) => { element: string; name: string; role: string }): HeatAnswer {
    const [first, second] = this.#reach
    const reaches: [Float64Array, Float64Array] = [sorted(first.numbers()), sorted(second.numbers())]
    const told = this.#elements.rows([first.numbers(), second.numbers()], reaches)
    this.#elements.close()
    first.close()
    second.close()
    const rows = this.#elements.keys.flatMap((key, ordinal) =>
      key === 0 ? [] : { ordinal, row: { ...describe(key), ...told[ordinal]! } },
    )
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
      medianWidth: medianOf([...this.#wider, ...countsOf(this.#widths)]),
      cells,
      elements: listed.map(({ row }) => row),
      totalElements: rows.length,
      reached: [reachedBands(reaches[0]), reachedBands(reaches[1])],
      inView: this.#inView.map(ms => Math.round(ms)),
    }
  }
}

const REACHES = [spare(float64, 1_024), spare(float64, 1_024)] as const

/** How far the sessions of a side saw the page, px. */
class Reach {
  readonly #side: 0 | 1
  #room: Float64Array<ArrayBuffer>
  #length = 0

  constructor(side: 0 | 1) {
    this.#side = side
    this.#room = REACHES[side].take()
  }

  /** Answers its place. */
  add(reach: number): number {
    if (this.#length === this.#room.length) this.#room = longer(this.#room, float64)
    this.#room[this.#length] = reach
    this.#length += 1
    return this.#length - 1
  }

  numbers(): Float64Array {
    return this.#room.subarray(0, this.#length)
  }

  /** Nothing is asked of it after. */
  close(): void {
    REACHES[this.#side].give(this.#room)
  }
}

/** px up to which counting how many saw the page so far puts them in order quickest. */
const DEEPEST = 2 ** 18
/** Fewer are put in order quicker by comparing them. */
const FEW = 1_000

function sorted(values: Float64Array): Float64Array {
  const ordered = values.slice()
  if (ordered.length < FEW) return ordered.sort()
  let deepest = 0
  for (let i = 0; i < ordered.length; i++) {
    const one = ordered[i]!
    if (!(one >= 0 && one < DEEPEST) || Math.floor(one) !== one) return ordered.sort()
    if (one > deepest) deepest = one
  }
  const counts = new Uint32Array(deepest + 1)
  for (let i = 0; i < ordered.length; i++) counts[ordered[i]!]! += 1
  let place = 0
  for (let value = 0; value <= deepest; value++) {
    for (let left = counts[value]!; left > 0; left--) ordered[place++] = value
  }
  return ordered
}

/** Pairs of a place and the number there, where that is not 0. */
function countsOf(numbers: Uint32Array): [number, number][] {
  const found: [number, number][] = []
  for (let i = 0; i < numbers.length; i++) if (numbers[i] !== 0) found.push([i, numbers[i]!])
  return found
}

/** The lower one of the two in the middle, of pairs of a value and how often it is there; 0 of none. */
function medianOf(counts: [number, number][]): number {
  const ordered = counts.sort(([a], [b]) => a - b)
  let left = (ordered.reduce((sum, [, n]) => sum + n, 0) - 1) >> 1
  for (const [value, n] of ordered) {
    if (left < n) return value
    left -= n
  }
  return 0
}

function noSide(): HeatSide {
  return { sessions: 0, views: 0, clicks: 0, firsts: 0 }
}
