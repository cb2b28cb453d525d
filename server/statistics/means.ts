/** The difference of two means, from counts, sums and sums of squares: no list of values is needed. */
import type { Interval } from './interval.ts'
import { normalBelow, studentQuantile } from './normal.ts'

export interface Moments {
  n: number
  sum: number
  squares: number
}

export function momentsOf(values: ArrayLike<number>): Moments {
  const moments = { n: values.length, sum: 0, squares: 0 }
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    moments.sum += value
    moments.squares += value * value
  }
  return moments
}

export function meanOf({ n, sum }: Moments): number {
  return n === 0 ? 0 : sum / n
}

/** Welch's 95 % interval for the difference, without assuming equal spreads, and its p. */
export function meansTest(first: Moments, second: Moments): Interval & { difference: number; p: number } {
  const difference = meanOf(first) - meanOf(second)
  if (first.n < 2 || second.n < 2) {
    return { difference, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, p: 1 }
  }
  const [a, b] = [varianceOf(first) / first.n, varianceOf(second) / second.n]
  const error = Math.sqrt(a + b)
  if (error === 0) return { difference, low: difference, high: difference, p: difference === 0 ? 1 : 0 }
  const degrees = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1))
  const half = studentQuantile(0.975, degrees) * error
  return { difference, low: difference - half, high: difference + half, p: pOf(difference / error, degrees) }
}

/** The mean of differences within persons against none, with Student's 95 % interval. */
export function pairedTest(differences: Moments): Interval & { difference: number; p: number } {
  const { n } = differences
  const difference = meanOf(differences)
  if (n < 2) return { difference, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, p: 1 }
  const error = Math.sqrt(varianceOf(differences) / n)
  if (error === 0) return { difference, low: difference, high: difference, p: difference === 0 ? 1 : 0 }
  const half = studentQuantile(0.975, n - 1) * error
  return { difference, low: difference - half, high: difference + half, p: pOf(difference / error, n - 1) }
}

/** Two-sided p of Student's t, by the normal z that lies as far out (Abramowitz and Stegun 26.7.8). */
function pOf(t: number, degrees: number): number {
  const z = (Math.abs(t) * (1 - 1 / (4 * degrees))) / Math.sqrt(1 + (t * t) / (2 * degrees))
  return Math.min(1, 2 * normalBelow(-z))
}

function varianceOf({ n, sum, squares }: Moments): number {
  return Math.max(0, (squares - (sum * sum) / n) / (n - 1))
}
