/** Whether the values of one side tend to be larger: for times and counts, whose tails make means unsteady. */
import { twoSided } from './normal.ts'

export interface RankTest {
  p: number
  /** Probability that a value of the first side is larger than one of the second; ties count half. */
  larger: number
}

/** Mann and Whitney's test by the normal curve, with ties taken into account and continuity corrected. */
export function rankTest(first: ArrayLike<number>, second: ArrayLike<number>): RankTest {
  // Arrays of numbers alone are sorted without a call back for each pair.
  return rankTestOf(Float64Array.from(first).sort(), Float64Array.from(second).sort())
}

/** Of values that are in order. */
export function rankTestOf(a: Float64Array, b: Float64Array): RankTest {
  const [n1, n2] = [a.length, b.length]
  if (n1 === 0 || n2 === 0) return { p: 1, larger: 0.5 }
  const n = n1 + n2
  let ranks = 0
  let tied = 0
  for (let i = 0, j = 0; i < n1 || j < n2; ) {
    const value = j >= n2 || (i < n1 && a[i]! <= b[j]!) ? a[i]! : b[j]!
    const [before, own] = [i + j, i]
    while (i < n1 && a[i] === value) i += 1
    while (j < n2 && b[j] === value) j += 1
    const same = i + j - before
    ranks += (i - own) * ((before + 1 + i + j) / 2)
    tied += same ** 3 - same
  }
  const above = ranks - (n1 * (n1 + 1)) / 2
  const spread = Math.sqrt(((n1 * n2) / 12) * (n + 1 - tied / (n * (n - 1))))
  const away = Math.max(0, Math.abs(above - (n1 * n2) / 2) - 0.5)
  return { p: spread > 0 ? twoSided(away / spread) : 1, larger: above / (n1 * n2) }
}
