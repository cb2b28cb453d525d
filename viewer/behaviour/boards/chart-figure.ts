import type { ChartKind } from '../../../contract/behaviour/board-chart.ts'
import type { Comparison } from '../../../contract/behaviour/comparison.ts'
import type { FunnelAnswer } from '../../../contract/behaviour/funnel.ts'
import type { HeatList } from '../../../contract/behaviour/heat-list.ts'
import type { PathAnswer } from '../../../contract/behaviour/path-flow.ts'
import type { RetentionAnswer } from '../../../contract/behaviour/retention.ts'
import type { TrendAnswer } from '../../../contract/behaviour/trend.ts'
import { compareFigure } from './compare-figure.tsx'
import { funnelFigure } from './funnel-figure.tsx'
import { heatFigure } from './heat-figure.tsx'
import type { Lead } from './lead.ts'
import { pathsFigure } from './paths-figure.tsx'
import { retentionFigure } from './retention-figure.tsx'
import { trendFigure } from './trend-figure.tsx'

/** An answer as the server gives it, by the kind of its chart. */
export type ChartAnswer =
  | { kind: 'funnel'; answer: FunnelAnswer }
  | { kind: 'retention'; answer: RetentionAnswer }
  | { kind: 'trend'; answer: TrendAnswer }
  | { kind: 'paths'; answer: PathAnswer }
  | { kind: 'compare'; answer: Comparison }
  | { kind: 'heatmap'; answer: HeatList }

/** What a chart of a board shows, small: the drawing, and the rows of the table behind it. */
export function figureOf(one: ChartAnswer, lead: Lead) {
  switch (one.kind) {
    case 'funnel':
      return funnelFigure(one.answer, lead)
    case 'retention':
      return retentionFigure(one.answer, lead)
    case 'trend':
      return trendFigure(one.answer, lead)
    case 'paths':
      return pathsFigure(one.answer, lead)
    case 'compare':
      return compareFigure(one.answer)
    case 'heatmap':
      return heatFigure(one.answer, lead)
  }
}

export function isDrawn(kind: ChartKind): boolean {
  return kind !== 'compare'
}

/** Those that say one number. */
export function isWatchable(kind: ChartKind): boolean {
  return kind === 'funnel' || kind === 'retention' || kind === 'trend'
}
