/** Pairs of segments: how many are in both, and whether the two might be one. */
import type { SegmentOverlap } from '../../../contract/segment/overlap.ts'
import { alike, jaccard, NEARLY_ONE } from '../../statistics/overlap.ts'

export interface Sized {
  id: string
  name: string
  persons: ReadonlySet<string>
  /** Everyone who counts for the segment's metric; null: it has none. */
  who: ReadonlySet<string> | null
}

export function relate(segments: readonly Sized[]): SegmentOverlap['pairs'] {
  return segments.flatMap((a, i) => segments.slice(i + 1).map(b => pairOf(a, b)))
}

function pairOf(a: Sized, b: Sized): SegmentOverlap['pairs'][number] {
  const both = inBoth(a.persons, b.persons)
  const index = jaccard(a.persons.size, b.persons.size, both)
  return { a: a.id, b: b.id, both, jaccard: index, merge: mergeReason(a, b, index) }
}

function mergeReason(a: Sized, b: Sized, index: number | null): string | null {
  if (index !== null && index >= NEARLY_ONE) {
    return `“${a.name}” and “${b.name}” are nearly the same people: ${Math.round(index * 100)}% of those in either are in both.`
  }
  for (const who of [a.who, b.who]) {
    if (who === null) continue
    const [onlyA, onlyB] = [without(a.persons, b.persons), without(b.persons, a.persons)]
    const [k1, k2] = [inBoth(onlyA, who), inBoth(onlyB, who)]
    if (alike([k1, onlyA.size], [k2, onlyB.size])) {
      const shares = [k1 / onlyA.size, k2 / onlyB.size].map(share => `${Math.round(share * 100)}%`)
      return `“${a.name}” and “${b.name}” act alike: ${shares.join(' and ')} count for the metric, and a difference of ten points is ruled out.`
    }
  }
  return null
}

export function inBoth(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let both = 0
  for (const id of few) if (many.has(id)) both += 1
  return both
}

function without(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  const left = new Set<string>()
  for (const id of a) if (!b.has(id)) left.add(id)
  return left
}
