import { errorFunction, inverseErrorFunction } from 'simple-statistics'

/** Share of a standard normal below z. */
export function normalBelow(z: number): number {
  return (1 + errorFunction(z / Math.SQRT2)) / 2
}

/** The z below which so large a share lies: the library's approximation, made exact by Newton's steps. */
export function normalQuantile(share: number): number {
  if (share <= 0) return Number.NEGATIVE_INFINITY
  if (share >= 1) return Number.POSITIVE_INFINITY
  let z = Math.SQRT2 * inverseErrorFunction(2 * share - 1)
  for (let step = 0; step < 4; step++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    if (density < 1e-300) break
    z -= (normalBelow(z) - share) / density
  }
  return z
}

/** Probability of so large a |z| or a larger one by chance. */
export function twoSided(z: number): number {
  return Math.min(1, 2 * normalBelow(-Math.abs(z)))
}

/** Student's quantile from the normal one (Abramowitz and Stegun 26.7.5): within 0.1 % from 8 degrees on. */
export function studentQuantile(share: number, degrees: number): number {
  const z = normalQuantile(share)
  const g1 = (z ** 3 + z) / 4
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3
}
