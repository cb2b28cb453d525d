import type { Click, TabFacts, Target } from '../../../contract/facts.ts'

/**
 * One view of a page as heatmaps count it. `clicks` has CLICK_NUMBERS numbers a click, in order of time:
 *
 *     ms since `at` | page x, px | page y, px | element << 2 | flags
 */
export interface HeatView {
  /** Place of the page in its tab. */
  nth: number
  pattern: string
  at: number
  until: number
  /** Of the window, px. */
  width: number
  height: number
  /** px; 0: not recorded. */
  documentHeight: number
  /** Deepest point seen, px from the top. */
  seenTo: number
  clicks: Int32Array
  /** As in the facts of the page. */
  inView: readonly number[]
  moves: readonly number[]
}

export const CLICK_NUMBERS = 4
/** By finger; without a place on the page: by keyboard, or inside a frame, whose corner its place is counted from. */
export const TOUCH = 1
export const PLACELESS = 2

/** The views of a tab. `keyOf` numbers elements from 1; 0 stands for a click on nothing known. */
export function viewsOf({ pages, clicks }: TabFacts, keyOf: (target: Target) => number): HeatView[] {
  const byPage = new Map<number, Click[]>()
  for (const click of clicks) {
    const known = byPage.get(click.page)
    if (known) known.push(click)
    else byPage.set(click.page, [click])
  }
  return pages.map(({ at, until, pattern, viewport, document, seenTo, inView, moves = [] }, nth) => {
    const mine = (byPage.get(nth) ?? []).sort((a, b) => a.at - b.at)
    // Some recorders tell parts of a millisecond.
    const from = Math.round(at)
    return {
      nth,
      pattern,
      at: from,
      until: Math.round(until),
      width: viewport.width,
      height: viewport.height,
      documentHeight: document?.height ?? 0,
      seenTo,
      clicks: Int32Array.from(mine.flatMap(click => numbersOf(click, from, keyOf))),
      inView,
      moves,
    }
  })
}

function numbersOf(
  { at, pointer, pageX, pageY, framed, target }: Click,
  from: number,
  keyOf: (target: Target) => number,
): number[] {
  const flags = (pointer === 'touch' ? TOUCH : 0) | (pointer === 'key' || framed ? PLACELESS : 0)
  const element = target === null ? 0 : keyOf(target)
  const whole = (px: number) => Math.max(0, Math.round(px))
  return [Math.round(at) - from, whole(pageX), whole(pageY), (element << 2) | flags]
}
