import type { RetentionAnswer } from '../../../contract/behaviour/retention.ts'
import type { TableCell } from '../../charts/DataTable.tsx'
import { LineChart } from '../../charts/LineChart.tsx'
import { go } from '../../location.ts'
import { count } from '../../ui/words.ts'
import { between, percent } from '../words.ts'
import type { Lead } from './lead.ts'

export function retentionFigure({ sides, columns }: RetentionAnswer, lead: Lead) {
  const kept = (column: number, side: number) => `kept.${column}.all.${side}`
  const rows: TableCell[][] = columns.map((name, i) => [
    name,
    ...sides.flatMap(({ summary }, side): TableCell[] => {
      const { kept: came = 0, of = 0, share = null } = summary[i] ?? {}
      if (of === 0) return [null, null, null]
      const href = came > 0 ? lead?.({ show: kept(i, side) }) : undefined
      return [{ value: came, href }, of, { value: share, said: percent(share) }]
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
        {...(lead && { onPoint: (side, i) => go(lead({ show: kept(i, side) })) })}
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
