import type { Contrast, ContrastRow } from '../../../contract/behaviour/funnel.ts'
import type { FeatureContrast } from '../../behaviour/funnel.ts'
import { ENOUGH } from '../../statistics/power.ts'
import { shareVerdicts } from './verdict.ts'

/** Rows told; the correction is for all that were compared. */
const MOST_ROWS = 60

/** What fewer than this met, both sides together, could not differ for certain whoever they are. */
const RARE = 5

/** What is certain comes first, the larger the earlier. */
export function contrastRows({ first, second, features }: FeatureContrast): Contrast {
  const compared = features.filter(one => one.first + one.second >= RARE)
  const verdicts = shareVerdicts(
    compared.map(one => ({ first: [one.first, first] as const, second: [one.second, second] as const })),
  )
  const rows = compared.map((feature, i): ContrastRow => ({ ...feature, ...verdicts[i]! }))
  const certain = ({ verdict }: ContrastRow) => (verdict === 'higher' || verdict === 'lower' ? 1 : 0)
  rows.sort(
    (a, b) =>
      certain(b) - certain(a) ||
      Math.abs(b.difference) - Math.abs(a.difference) ||
      (a.name < b.name ? -1 : 1),
  )
  return {
    first,
    second,
    compared: compared.length,
    enough: Math.min(first, second) >= ENOUGH,
    rows: rows.slice(0, MOST_ROWS),
  }
}
