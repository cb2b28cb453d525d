/** Shares of a metric side by side, and what they say about the hypothesis. */

import type { SegmentMetric } from '../../../contract/segment/goal.ts'
import type { GoalAnswer, GoalRow } from '../../../contract/segment/goal-answer.ts'
import type { SegmentDefinition } from '../../../contract/segment/segment.ts'
import { corrected } from '../../statistics/discoveries.ts'
import { newcombe } from '../../statistics/interval.ts'
import { detectableDifference, ENOUGH } from '../../statistics/power.ts'
import { pairedShares, sharesTest } from '../../statistics/shares.ts'
import { shareOf, verdictOf } from './verdict.ts'

interface Side {
  name: string
  of: number
  did: number
  /** The segments that were counted. */
  people: { did: SegmentDefinition; of: SegmentDefinition; asOf: number }
}

export interface Counted {
  about: GoalRow['about']
  sides: [Side, Side]
  /** Of the same persons asked twice: who did it both times. */
  both?: number
}

const LABELS: Record<GoalRow['about'], string> = {
  own: 'People of one side alone',
  stayed: 'Who was there before, compared with themselves',
  came: 'Who came new, before and after',
}

/** Tests corrected for one another. */
export function rowsOf(counted: Counted[]): GoalRow[] {
  const tests = counted.map(({ sides: [a, b], both }) => {
    if (both !== undefined) return pairedShares(a.did - both, b.did - both, a.of)
    const { share: difference, low, high } = newcombe([a.did, a.of], [b.did, b.of])
    return { difference, low, high, p: sharesTest([a.did, a.of], [b.did, b.of]) }
  })
  const qs = corrected(tests.map(({ p }) => p))
  return counted.map(({ about, sides: [a, b] }, i) => {
    const { difference, low, high, p } = tests[i]!
    const n = a.of + b.of
    const row = {
      difference,
      low,
      high,
      p,
      q: qs[i]!,
      verdict: verdictOf(difference, qs[i]!, Math.min(a.of, b.of)),
      detectable: detectableDifference(a.of, b.of, n === 0 ? 0.5 : (a.did + b.did) / n),
    }
    const shown = ({ name, of, did, people }: Side) => ({ name, of, did, people, ...shareOf(did, of) })
    return { about, label: LABELS[about], sides: [shown(a), shown(b)], ...row, words: wordsOf(row, a, b) }
  })
}

type Told = Pick<GoalRow, 'verdict' | 'difference' | 'low' | 'high' | 'detectable'>

function wordsOf({ verdict, difference, low, high, detectable }: Told, a: Side, b: Side): string {
  if (verdict === 'too-few')
    return `Too few to tell: ${a.of} and ${b.of} people, and a verdict needs ${ENOUGH} on either side.`
  if (verdict === 'none')
    return `No difference that chance would not explain; one of ${points(detectable)} would show.`
  const [least, most] = [Math.abs(low), Math.abs(high)].sort((one, two) => one - two)
  const more = verdict === 'higher' ? 'more' : 'fewer'
  return `${points(Math.abs(difference))} ${more} in “${a.name}” than in “${b.name}” (between ${points(least!)} and ${points(most!)}).`
}

/** Of the rows that say something certain, all one way, or not. */
export function outcomeOf(
  rows: readonly GoalRow[],
  direction: SegmentMetric['direction'],
): Pick<GoalAnswer, 'outcome' | 'words'> {
  const wanted = direction === 'up' ? 'higher' : 'lower'
  const certain = rows.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  const right = certain.filter(({ verdict }) => verdict === wanted).length
  if (certain.length === 0) {
    return rows.every(({ verdict }) => verdict === 'too-few')
      ? { outcome: 'too-few', words: 'There are too few people to tell whether it came true.' }
      : { outcome: 'open', words: 'It is not shown: the metric differs no more than chance would explain.' }
  }
  if (right === certain.length) return { outcome: 'came-true', words: 'It came true.' }
  if (right === 0) return { outcome: 'opposite', words: 'The opposite happened.' }
  return { outcome: 'mixed', words: 'It came true for some, and the opposite happened for others.' }
}

function points(share: number): string {
  return `${(100 * share).toFixed(1)} points`
}
