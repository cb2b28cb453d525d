/** When two groups are one, and when a group is too small for what it is asked. */
import { newcombe } from './interval.ts'
import { detectableDifference, ENOUGH } from './power.ts'
import type { Share } from './shares.ts'

/** From this Jaccard on, two segments are nearly the same people. */
export const NEARLY_ONE = 0.7
/** Differences of shares below ten points seldom change what one does. */
export const WORTH_TELLING = 0.1

export function jaccard(a: number, b: number, both: number): number | null {
  const either = a + b - both
  return either === 0 ? null : both / either
}

/** Whether two groups, of whom nobody is in both, are known not to differ by what would matter. */
export function alike(first: Share, second: Share): boolean {
  if (first[1] < ENOUGH || second[1] < ENOUGH) return false
  const { low, high } = newcombe([...first], [...second])
  return low <= 0 && high >= 0 && low > -WORTH_TELLING && high < WORTH_TELLING
}

/** Why a difference between so many and the others would not show; null: it would. */
export function tooSmall(n: number, others: number, share: number): string | null {
  if (n === 0) return 'Nobody is in it: there is nothing to measure.'
  const people = n === 1 ? '1 person' : `${n} people`
  if (n < ENOUGH) return `Only ${people}: with fewer than ${ENOUGH}, nothing is called a difference.`
  if (others < ENOUGH) return `Only ${others} are not in it: there is hardly anyone to compare with.`
  const points = Math.round(detectableDifference(n, others, share) * 100)
  if (points <= WORTH_TELLING * 100) return null
  return `With ${people}, only a difference of ${points} points or more would show. Widen the segment, or wait for more people.`
}
