import type { TrendAnswer } from '../../../contract/behaviour/trend.ts'
import type { TableCell, ToldCell } from '../../charts/DataTable.tsx'
import { spanLabel, unitOf } from '../../charts/dates.ts'
import { go } from '../../location.ts'
import { lineName, rounded, TrendLines, valueWords } from '../TrendLines.tsx'
import type { Lead } from './lead.ts'

export function trendFigure(answer: TrendAnswer, lead: Lead) {
  const { lines, zone } = answer
  const points = lines[0]?.points ?? []
  const unit = unitOf(points.map(({ at }) => at))
  const spans = points.map(({ at }) => spanLabel(at, unit, zone))
  const named = lines.map(one => lineName(one, lines))
  const span = (line: number, i: number) => `span.${line}.${points[i]?.at}.${points[i + 1]?.at ?? ''}`
  const rows: TableCell[][] = points.map((_, i) => [
    spans[i] ?? '',
    ...lines.map((one, line): ToldCell => {
      const value = one.points[i]?.value ?? null
      if (value === null) return { value }
      const href = lead?.({ show: span(line, i) })
      return { value: rounded(value), said: valueWords(value, one.unit), href }
    }),
  ])
  return {
    note: '',
    head: ['From', ...named],
    rows,
    drawing: (
      <TrendLines
        answer={answer}
        label={named.join(', ')}
        spans={spans}
        height={220}
        {...(lead && { onPoint: (line, i) => go(lead({ show: span(line, i) })) })}
      />
    ),
  }
}
