import type { ShareVerdict } from '../../../contract/behaviour/funnel.ts'
import { corrected, FALSE_DISCOVERIES } from '../../statistics/discoveries.ts'
import { newcombe, wilson } from '../../statistics/interval.ts'
import { detectableDifference, ENOUGH } from '../../statistics/power.ts'
import { type Share, sharesTest } from '../../statistics/shares.ts'

/** Null where nobody was asked: there is no share of none. */
export function shareOf(k: number, n: number) {
  return n === 0 ? { share: null, interval: null } : { share: k / n, interval: wilson(k, n) }
}

/** Differences of shares, corrected for all of them together. */
export function shareVerdicts(pairs: readonly { first: Share; second: Share }[]): ShareVerdict[] {
  const ps = pairs.map(({ first, second }) => sharesTest(first, second))
  const qs = corrected(ps)
  return pairs.map(({ first, second }, i) => {
    const { share: difference, low, high } = newcombe([...first], [...second])
    const n = first[1] + second[1]
    const q = qs[i]!
    return {
      difference,
      low,
      high,
      p: ps[i]!,
      q,
      verdict: verdictOf(difference, q, Math.min(first[1], second[1])),
      detectable: detectableDifference(first[1], second[1], n === 0 ? 0.5 : (first[0] + second[0]) / n),
    }
  })
}

export function verdictOf(difference: number, q: number, smaller: number): ShareVerdict['verdict'] {
  if (smaller < ENOUGH) return 'too-few'
  if (q > FALSE_DISCOVERIES || difference === 0) return 'none'
  return difference > 0 ? 'higher' : 'lower'
}
