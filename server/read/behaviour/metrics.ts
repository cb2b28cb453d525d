import type { Metric } from '../../../contract/behaviour/comparison.ts'
import { SESSION_FIELDS } from '../../../contract/fields.ts'
import type { CompareTally, SideMeasure } from '../../behaviour/compare.ts'
import { corrected } from '../../statistics/discoveries.ts'
import { newcombe } from '../../statistics/interval.ts'
import { meanOf, meansTest, pairedTest } from '../../statistics/means.ts'
import { ENOUGH } from '../../statistics/power.ts'
import { pairedShares, sharesTest } from '../../statistics/shares.ts'
import { verdictOf } from './verdict.ts'

type Uncorrected = Omit<Metric, 'q' | 'verdict' | 'words'> & { p: number; smaller: number }

/**
 * All numbers of a comparison, their tests corrected for one another. `paired`: the persons on both sides are compared
 * with themselves; else those who are on one side alone with each other.
 */
export function metricsOf(tally: CompareTally, names: readonly [string, string], paired: boolean): Metric[] {
  const all = paired
    ? [...tally.measures.map(pairedMeasure), ...tally.shares.map(one => pairedShare(one, tally))]
    : [...tally.measures.map(ofMeasure), ...tally.shares.map(one => ofShare(one, tally))]
  const asked = all.filter(({ sides: [a, b] }) => a.n > 0 || b.n > 0)
  const qs = corrected(asked.map(({ p }) => p))
  return asked.map(({ p: _, smaller, ...one }, i) => {
    const verdict = verdictOf(one.difference, qs[i]!, smaller)
    return { ...one, q: qs[i]!, verdict, words: wordsOf(one, verdict, names) }
  })
}

function ofMeasure({ field, sides: [a, b], rank }: CompareTally['measures'][number]): Uncorrected {
  const { difference, low, high } = meansTest(a.own, b.own)
  // Ranks tell whether people differ; a mean that one heavy user moves the other way is no verdict.
  const agrees = Math.sign(rank.larger - 0.5) === Math.sign(difference)
  return {
    key: field,
    label: field === 'sessions' ? 'Sessions per person' : SESSION_FIELDS[field].label,
    unit: field !== 'sessions' && SESSION_FIELDS[field].type === 'duration' ? 'ms' : 'number',
    sides: [numbers(a), numbers(b)],
    difference,
    low: Number.isFinite(low) ? low : null,
    high: Number.isFinite(high) ? high : null,
    p: agrees ? rank.p : 1,
    smaller: Math.min(a.own.n, b.own.n),
  }
}

function pairedMeasure(one: CompareTally['measures'][number]): Uncorrected {
  const { difference, low, high, p } = pairedTest(one.paired)
  return {
    ...ofMeasure(one),
    ...{ difference, p, smaller: one.paired.n },
    low: Number.isFinite(low) ? low : null,
    high: Number.isFinite(high) ? high : null,
  }
}

function pairedShare(one: CompareTally['shares'][number], tally: CompareTally): Uncorrected {
  return { ...ofShare(one, tally), ...pairedShares(one.gained, one.lost, tally.both), smaller: tally.both }
}

function numbers({ all, median }: SideMeasure) {
  return { value: all.n === 0 ? null : meanOf(all), median, n: all.n }
}

function ofShare({ field, sides: [a, b] }: CompareTally['shares'][number], tally: CompareTally): Uncorrected {
  const [first, second] = [[a.own, tally.own[0]] as const, [b.own, tally.own[1]] as const]
  const { share, low, high } = newcombe([...first], [...second])
  return {
    key: field,
    label: `Met ${lower(SESSION_FIELDS[field].label)}`,
    unit: 'share',
    sides: [shareIn(a.persons, tally.persons[0]), shareIn(b.persons, tally.persons[1])],
    difference: share,
    low,
    high,
    p: sharesTest(first, second),
    smaller: Math.min(...tally.own),
  }
}

function shareIn(k: number, n: number) {
  return { value: n === 0 ? null : k / n, median: null, n }
}

function wordsOf(
  { label, unit, difference, low, high }: Omit<Uncorrected, 'p' | 'smaller'>,
  verdict: Metric['verdict'],
  [first, second]: readonly [string, string],
): string {
  const share = label.startsWith('Met ')
  const what = share ? `The share that ${lower(label)}` : label
  if (verdict === 'too-few') return `Too few people to tell: a verdict needs ${ENOUGH} on either side.`
  if (verdict === 'none') return `${what}: no difference that chance would not explain.`
  const more = verdict === 'higher' ? 'higher' : 'lower'
  // An interval that holds 0 says nothing about the size of a difference.
  const sure = low !== null && high !== null && low * high > 0
  const [least = 0, most = 0] = sure ? [Math.abs(low), Math.abs(high)].sort((a, b) => a - b) : []
  const between = sure ? ` (between ${amount(least, unit)} and ${amount(most, unit)})` : ''
  // Labels of numbers are of one thing or of many: "Clicks: higher", "Active time: higher".
  return `${what}${share ? ' is' : ':'} ${more} in “${first}” than in “${second}”, by ${amount(Math.abs(difference), unit)}${between}.`
}

function amount(value: number, unit: Metric['unit']): string {
  if (unit === 'share') return `${(100 * value).toFixed(1)} points`
  if (unit === 'ms')
    return value < 60_000 ? `${(value / 1_000).toFixed(1)} s` : `${(value / 60_000).toFixed(1)} min`
  return value >= 100 ? String(Math.round(value)) : value.toFixed(value < 1 ? 2 : 1)
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
