/** Words and measures of heatmaps that need no schema (heatmap.ts has those). Distances are CSS px of the page. */

export const HEAT_KINDS = [
  'clicks',
  'taps',
  'rage',
  'dead',
  'error',
  /** First and last click of each view of the page. */
  'first',
  'last',
  'moves',
  'scroll',
  'attention',
] as const
export type HeatKind = (typeof HEAT_KINDS)[number]

/**
 * Sessions that a heatmap counts of an element: those that saw it, clicked it, saw and did not click it, had such a click
 * on it, reached the goal after.
 */
export const ELEMENT_NUMBERS = ['saw', 'clicked', 'missed', 'rage', 'dead', 'error', 'converted'] as const
export type ElementNumber = (typeof ELEMENT_NUMBERS)[number]

/** Widths of the window, px: from, up to and including. */
export const WIDTH_BANDS = {
  phone: [1, 599],
  tablet: [600, 1023],
  desktop: [1024, 20_000],
} as const satisfies Record<string, readonly [number, number]>
export type WidthBand = keyof typeof WIDTH_BANDS

/** How the share of one side compares with the other's; unclear: chance may explain it. */
export const VERDICTS = ['more', 'less', 'unclear', 'too-few'] as const
export type DifferenceVerdict = (typeof VERDICTS)[number]

/** px of a cell's side in a heatmap's cells. */
export const CELL_PX = 4
/** Parts of an element's width and height in which `cells.across` and `cells.down` tell places in its box. */
export const WITHIN_PARTS = 10_000
/** px of a band in `reached`, and px from the top up to which bands are told. */
export const REACH_PX = 50
export const MOST_REACH_PX = 60_000
/** Elements listed; what is on others is drawn by its place on the page. */
export const MOST_ELEMENTS = 500
/**
 * In `cells.element`: no element, or one that is not listed. In `cells.x` and `cells.y`: no place on the page. In
 * `cells.across` and `cells.down`: where in the element it was is not told.
 */
export const NONE = 0xffff
