/** The part of the port (port.ts) that answers where people clicked, moved and looked, page by page. */
import type { ElementNumber, HeatKind } from '../../contract/behaviour/heat.ts'
import type { ElementCounts, HeatPage, HeatSide } from '../../contract/behaviour/heatmap.ts'
import type { Question } from '../segment/question.ts'

export interface HeatmapStore {
  /** Patterns of pages with the most views, then by name. `search`: part of the pattern, without regard to case. */
  heatPages(query: HeatPagesQuery): Promise<HeatPage[]>
  heatmap(query: HeatmapQuery): Promise<HeatAnswer>
  /** Views that could stand behind the picture, the best first. */
  heatScenes(query: HeatQuery & { limit: number }): Promise<SceneRow[]>
  /** Clicks of one side on an element, or around a place. */
  heatClicks(query: HeatClicksQuery): Promise<HeatMoments>
  /** Sessions of one side that a number of `heatmap` counts, each at the moment that made it count. */
  heatSessions(query: HeatSessionsQuery): Promise<HeatMoments>
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

interface HeatMomentsQuery extends HeatQuery {
  /** As of HeatmapQuery; without it all who are asked about are of the first side. */
  against?: Question | 'rest'
  side: 0 | 1
  limit: number
}

export interface HeatClicksQuery extends HeatMomentsQuery {
  kind: HeatKind
  /** Fingerprint; without it, a circle on the page (px). */
  element?: string
  around?: { x: number; y: number; radius: number }
}

export interface HeatSessionsQuery extends HeatMomentsQuery {
  number: HeatNumber
  /** As of HeatmapQuery: of those that reached it. */
  goal?: string
}

/**
 * Of `reached` those that saw the band that begins at `from`, px; of `inView` those that had it in the window; or those
 * of an element, by its fingerprint.
 */
export type HeatNumber = { of: 'reached' | 'inView'; from: number } | { of: ElementNumber; element: string }

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

/** `rows`: newest first, then by session and tab; as many as the limit. `total`: how many there are. */
export interface HeatMoments {
  total: number
  rows: MomentRow[]
}

export interface MomentRow {
  session: string
  tab: string
  /** Of a session that saw a place: when the first view of the page that reached it began. */
  at: number
  startedAt: number
  person: string
  /** How long it had the band in the window; only of `inView`. */
  ms?: number
}
