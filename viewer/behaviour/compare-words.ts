/** What a comparison can show, in words. */
import type { Comparison, Split } from '../../contract/behaviour/comparison.ts'
import { points } from './words.ts'

/** With fewer people on a side nothing is called a difference. */
export const ENOUGH = 10

/** Told of those who are on one side alone; before and after, most are on both. */
export function showing({ groups: [first, second], both, detectable }: Comparison, split: Split | null) {
  const alone = Math.min(first.persons, second.persons) - both
  return {
    paired: split !== null && both >= ENOUGH,
    shows: alone >= ENOUGH ? `a difference of ${points(detectable).replace('+', '')}` : null,
  }
}
