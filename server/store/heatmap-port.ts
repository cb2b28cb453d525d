/** The part of the port (port.ts) that answers where people clicked, moved and looked, page by page. */
import type { HeatKind } from '../../contract/behaviour/heat.ts'
import type { ElementCounts, HeatPage, HeatSide } from '../../contract/behaviour/heatmap.ts'
import type { Question } from '../segment/question.ts'

export interface HeatmapStore {
  /** Patterns of pages with the most views, then by name. `search`: part of the pattern, without regard to case. */
  heatPages(query: HeatPagesQuery): Promise<HeatPage[]>
  heatmap(query: HeatmapQuery): Promise<HeatAnswer>
  /** Views that could stand behind the picture, the best first. */
  heatScenes(query: HeatQuery & { limit: number }): Promise<SceneRow[]>
  /** Clicks of the segment on an element, or around a place; newest first, then by session and tab. */
  heatClicks(query: HeatClicksQuery): Promise<ClickRow[]>
}

/** Sessions started in [from, to). */
export interface HeatPagesQuery {
  project: string
  question?: Question
  from?: number
  to?: number
  search: string
  limit: number
}

export interface HeatQuery {
  project: string
  question?: Question
  from?: number
  to?: number
  /** Pattern of the page. */
  page: string
  /** Window widths, px, both included. */
  widths: readonly [number, number]
  release?: string
}

export interface HeatmapQuery extends HeatQuery {
  kind: HeatKind
  /** Name of the event in a person's history that clicks are meant to lead to. */
  goal?: string
  /**
   * The other side; `rest`: every session that is not of the question. A session of both counts for the question;
   * without a question the first side is every session that is not of the other.
   */
  against?: Question | 'rest'
}

export interface HeatClicksQuery extends HeatQuery {
  kind: HeatKind
  /** Fingerprint; without it, a circle on the page (px). */
  element?: string
  around?: { x: number; y: number; radius: number }
  limit: number
}

export interface HeatAnswer {
  sides: [HeatSide, HeatSide]
  /** How many of the kind: the sum of the cells' `n` (for scroll and attention: of views). */
  shown: number
  /** Window widths met on the first side, ascending. */
  widths: number[]
  medianWidth: number
  cells: CellColumns
  /** Clicked on either side: by sessions, then by fingerprint; at most MOST_ELEMENTS. */
  elements: ElementRow[]
  totalElements: number
  /** Sessions by side that saw each band of REACH_PX. */
  reached: [number[], number[]]
  /** ms of the first side in each band of VIEW_BAND_PX; only of the kind `attention`. */
  inView: number[]
}

/** Of the first side; in order of element, width, y, x, and of where in the element it was. */
export interface CellColumns {
  element: Uint16Array
  width: Uint16Array
  x: Uint16Array
  y: Uint16Array
  /** Mean place in the element's box, in WITHIN_PARTS. */
  across: Uint16Array
  down: Uint16Array
  n: Uint32Array
}

export interface ElementRow {
  element: string
  name: string
  role: string
  y: number
  sides: [ElementCounts, ElementCounts]
}

export interface SceneRow {
  session: string
  tab: string
  at: number
  until: number
  width: number
  height: number
  /** 0: not recorded. */
  documentHeight: number
  clicks: number
  fidelity: number | null
}

export interface ClickRow {
  session: string
  tab: string
  at: number
  startedAt: number
  person: string
}
