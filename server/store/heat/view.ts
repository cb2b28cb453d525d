import type { Click, TabFacts, Target } from '../../../contract/facts.ts'

/**
 * One view of a page as heatmaps count it. `clicks` has CLICK_NUMBERS numbers a click, in order of time:
 *
 *     ms since `at` | across << 16 | page x, px | down << 18 | page y, px | element << 2 | flags
 *
 * `across` and `down`: where in its element's box the click was, in parts of 256, `across` 1 higher; 0: not told. Above
 * `across` stands what the click was found to be a part of, where that was marked (found.ts): it is kept with no view.
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

const X_BITS = 16
const ACROSS_BITS = 9
const Y_BITS = 18

/** Where on the page: px. */
export const pageXOf = (number: number): number => number & (2 ** X_BITS - 1)
export const pageYOf = (number: number): number => number & (2 ** Y_BITS - 1)
/** Where in the element's box, in parts of 256 from the left and from the top; `across` is -1 when it is not told. */
export const acrossOf = (number: number): number => ((number >>> X_BITS) & (2 ** ACROSS_BITS - 1)) - 1
export const downOf = (number: number): number => number >>> Y_BITS

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
  { at, pointer, pageX, pageY, framed, target, within }: Click,
  from: number,
  keyOf: (target: Target) => number,
): number[] {
  const flags = (pointer === 'touch' ? TOUCH : 0) | (pointer === 'key' || framed ? PLACELESS : 0)
  const element = target === null ? 0 : keyOf(target)
  const whole = (px: number, bits: number) => Math.min(2 ** bits - 1, Math.max(0, Math.round(px)))
  const [across, down] = within?.map(share => Math.min(255, Math.floor(share * 256))) ?? []
  const x = whole(pageX, X_BITS) | (across === undefined ? 0 : (across + 1) << X_BITS)
  const y = whole(pageY, Y_BITS) | ((down ?? 0) << Y_BITS)
  return [Math.round(at) - from, x, y, (element << 2) | flags]
}
