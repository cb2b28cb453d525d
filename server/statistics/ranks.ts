/** Whether the values of one side tend to be larger: for times and counts, whose tails make means unsteady. */
import { twoSided } from './normal.ts'

export interface RankTest {
  p: number
  /** Probability that a value of the first side is larger than one of the second; ties count half. */
  larger: number
}

/** Mann and Whitney's test by the normal curve, with ties taken into account and continuity corrected. */
export function rankTest(first: readonly number[], second: readonly number[]): RankTest {
  const [n1, n2] = [first.length, second.length]
  if (n1 === 0 || n2 === 0) return { p: 1, larger: 0.5 }
  const all = Float64Array.from([...first, ...second])
  const order = Uint32Array.from(all, (_, i) => i).sort((a, b) => all[a]! - all[b]!)
  const n = n1 + n2
  let ranks = 0
  let tied = 0
  for (let i = 0; i < n; ) {
    let end = i + 1
    while (end < n && all[order[end]!] === all[order[i]!]) end += 1
    const rank = (i + 1 + end) / 2
    for (let j = i; j < end; j++) if (order[j]! < n1) ranks += rank
    tied += (end - i) ** 3 - (end - i)
    i = end
  }
  const above = ranks - (n1 * (n1 + 1)) / 2
  const spread = Math.sqrt(((n1 * n2) / 12) * (n + 1 - tied / (n * (n - 1))))
  const away = Math.max(0, Math.abs(above - (n1 * n2) / 2) - 0.5)
  return { p: spread > 0 ? twoSided(away / spread) : 1, larger: above / (n1 * n2) }
}
