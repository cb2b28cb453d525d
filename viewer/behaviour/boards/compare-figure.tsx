import type { Comparison } from '../../../contract/behaviour/comparison.ts'
import type { TableCell } from '../../charts/DataTable.tsx'
import { count } from '../../ui/words.ts'

export function compareFigure({ metrics, groups }: Comparison) {
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
