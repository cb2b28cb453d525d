import type { ChartKind } from '../../../contract/behaviour/board-chart.ts'
import type { Comparison } from '../../../contract/behaviour/comparison.ts'
import type { FunnelAnswer } from '../../../contract/behaviour/funnel.ts'
import type { HeatList } from '../../../contract/behaviour/heat-list.ts'
import type { PathAnswer, PathNode } from '../../../contract/behaviour/path-flow.ts'
import type { RetentionAnswer } from '../../../contract/behaviour/retention.ts'
import type { TrendAnswer } from '../../../contract/behaviour/trend.ts'
import type { TableCell, ToldCell } from '../../charts/DataTable.tsx'
import { spanLabel, unitOf } from '../../charts/dates.ts'
import { FlowChart } from '../../charts/FlowChart.tsx'
import { FunnelBars } from '../../charts/FunnelBars.tsx'
import { LineChart } from '../../charts/LineChart.tsx'
import { count, counted } from '../../ui/words.ts'
import { funnelSides } from '../funnel-sides.ts'
import { lineName, rounded, TrendLines, valueWords } from '../TrendLines.tsx'
import { between, percent } from '../words.ts'
import { heatFigure } from './heat-figure.tsx'

/** An answer as the server gives it, by the kind of its chart. */
export type ChartAnswer =
  | { kind: 'funnel'; answer: FunnelAnswer }
  | { kind: 'retention'; answer: RetentionAnswer }
  | { kind: 'trend'; answer: TrendAnswer }
  | { kind: 'paths'; answer: PathAnswer }
  | { kind: 'compare'; answer: Comparison }
  | { kind: 'heatmap'; answer: HeatList }

/** What a chart of a board shows, small: the drawing, and the rows of the table behind it. */
export function figureOf(one: ChartAnswer) {
  switch (one.kind) {
    case 'funnel':
      return funnelFigure(one.answer)
    case 'retention':
      return retentionFigure(one.answer)
    case 'trend':
      return trendFigure(one.answer)
    case 'paths':
      return pathsFigure(one.answer)
    case 'compare':
      return compareFigure(one.answer)
    case 'heatmap':
      return heatFigure(one.answer)
  }
}

function funnelFigure({ sides }: FunnelAnswer) {
  const steps = sides[0]?.steps ?? []
  const rows: TableCell[][] = steps.map((step, i) => [
    step.name,
    ...sides.flatMap(side => [side.steps[i]?.count ?? 0, percent(side.steps[i]?.ofFirst.share ?? null)]),
  ])
  return {
    note: sides
      .map(one => `${one.name}: ${percent(one.conversion.share)} (${between(one.conversion.interval)})`)
      .join(' · '),
    head: ['Step', ...sides.flatMap(one => [one.name, `${one.name}: share`])],
    rows,
    drawing: <FunnelBars label="Funnel" steps={steps.map(one => one.name)} sides={funnelSides(sides)} />,
  }
}

function retentionFigure({ sides, columns }: RetentionAnswer) {
  const rows: TableCell[][] = columns.map((name, i) => [
    name,
    ...sides.flatMap(({ summary }) => {
      const { kept = 0, of = 0, share = null } = summary[i] ?? {}
      return of === 0 ? [null, null, null] : [kept, of, { value: share, said: percent(share) }]
    }),
  ])
  return {
    note: sides.map(one => `${one.name}: ${count(one.persons)} people`).join(' · '),
    head: [
      'Period',
      ...sides.flatMap(one => [`${one.name}: came back`, `${one.name}: of`, `${one.name}: share`]),
    ],
    rows,
    drawing: (
      <LineChart
        label="Who came back"
        spans={columns}
        format={percent}
        most={1}
        height={220}
        lines={sides.map(({ name, summary }) => ({
          name,
          points: summary.map(({ share, interval }, i) => ({
            value: share,
            low: interval?.low,
            high: interval?.high,
            title: `${columns[i]}: ${percent(share)} (${between(interval)})`,
          })),
        }))}
      />
    ),
  }
}

function trendFigure(answer: TrendAnswer) {
  const { lines, zone } = answer
  const points = lines[0]?.points ?? []
  const unit = unitOf(points.map(({ at }) => at))
  const spans = points.map(({ at }) => spanLabel(at, unit, zone))
  const named = lines.map(one => lineName(one, lines))
  const rows: TableCell[][] = points.map((_, i) => [
    spans[i] ?? '',
    ...lines.map((one): ToldCell => {
      const value = one.points[i]?.value ?? null
      return value === null ? { value } : { value: rounded(value), said: valueWords(value, one.unit) }
    }),
  ])
  return {
    note: '',
    head: ['From', ...named],
    rows,
    drawing: <TrendLines answer={answer} label={named.join(', ')} spans={spans} height={220} />,
  }
}

function pathsFigure({ sides, direction }: PathAnswer) {
  const named = ({ kind, name, places }: PathNode) =>
    kind === 'others' ? counted(places, 'other') : kind === 'end' ? 'nothing more' : name
  const rows: TableCell[][] = sides.flatMap(({ name, sessions, columns }) =>
    columns.flatMap((nodes, column) =>
      nodes.map(node => [
        name,
        column + 1,
        named(node),
        node.sessions,
        percent(sessions === 0 ? null : node.sessions / sessions),
      ]),
    ),
  )
  const drawn = sides.filter(one => one.sessions > 0)
  return {
    note: sides.map(one => `${one.name}: ${counted(one.sessions, 'session')}`).join(' · '),
    head: ['Who', 'Column', 'Place', 'Sessions', 'Share'],
    rows,
    drawing: (
      <>
        {drawn.length === 0 && <p class="quiet">No session went this way.</p>}
        {drawn.map(one => (
          <FlowChart
            key={one.name}
            label={`Paths: ${one.name}`}
            columns={one.columns.map(nodes =>
              nodes.map(node => ({
                name: named(node),
                value: node.sessions,
                pale: node.kind === 'end' || node.kind === 'others',
              })),
            )}
            links={one.links}
            backwards={direction === 'before'}
          />
        ))}
      </>
    ),
  }
}

function compareFigure({ metrics, groups }: Comparison) {
  const certain = metrics.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  const rows: TableCell[][] = metrics.map(one => [one.label, one.words])
  return {
    note: groups.map(one => `${one.name}: ${count(one.persons)} people`).join(' · '),
    head: ['Number', 'Verdict'],
    rows,
    drawing: (
      <ul class="compare-verdicts">
        {certain.length === 0 ? (
          <li>None of these numbers differs for certain.</li>
        ) : (
          certain.map(one => <li key={one.key}>{one.words}</li>)
        )}
      </ul>
    ),
  }
}

export function isDrawn(kind: ChartKind): boolean {
  return kind !== 'compare'
}

/** Those that say one number. */
export function isWatchable(kind: ChartKind): boolean {
  return kind === 'funnel' || kind === 'retention' || kind === 'trend'
}
