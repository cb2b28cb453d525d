import { describe, expect, test } from 'vitest'
import { corrected, FALSE_DISCOVERIES } from '../../server/statistics/discoveries.ts'
import { newcombe } from '../../server/statistics/interval.ts'
import { meansTest, momentsOf, pairedTest } from '../../server/statistics/means.ts'
import { normalBelow, normalQuantile, studentQuantile } from '../../server/statistics/normal.ts'
import { detectableDifference } from '../../server/statistics/power.ts'
import { rankTest } from '../../server/statistics/ranks.ts'
import { usualRanges } from '../../server/statistics/season.ts'
import { pairedShares, sharesTest } from '../../server/statistics/shares.ts'

/** Mulberry32: the same numbers in every run, so that a simulation never fails by bad luck. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function hits(next: () => number, n: number, share: number): number {
  let k = 0
  for (let i = 0; i < n; i++) if (next() < share) k += 1
  return k
}

/** Log-normal, as times between steps are: a long tail to the right. */
function times(next: () => number, n: number, shift: number): number[] {
  return Array.from({ length: n }, () => Math.exp(normalQuantile(Math.max(1e-9, next())) + shift))
}

describe('statistics checked by simulation', () => {
  test('[U60] identical segments: of 400 rounds with 50 comparisons each, under 5 % find a difference', () => {
    const next = random(1)
    let found = 0
    for (let round = 0; round < 400; round++) {
      const ps = Array.from({ length: 50 }, (_, i) => {
        // Rare and common things, among few and many people.
        const share = [0.01, 0.05, 0.2, 0.5][i % 4]!
        const [n1, n2] = i % 3 === 0 ? [40, 60] : [300, 500]
        return sharesTest([hits(next, n1, share), n1], [hits(next, n2, share), n2])
      })
      if (corrected(ps).some(q => q <= FALSE_DISCOVERIES)) found += 1
    }
    expect(found / 400).toBeLessThan(0.05)
  })

  test('[U60] identical segments: neither ranks nor means differ more often than 5 times in 100', () => {
    const next = random(2)
    let byRank = 0
    let byMean = 0
    for (let round = 0; round < 1_000; round++) {
      const [a, b] = [times(next, 60, 0), times(next, 90, 0)]
      if (rankTest(a, b).p <= 0.05) byRank += 1
      if (meansTest(momentsOf(a), momentsOf(b)).p <= 0.05) byMean += 1
    }
    expect(byRank / 1_000).toBeLessThan(0.065)
    expect(byMean / 1_000).toBeLessThan(0.065)
  })

  test('[U60] the same people twice: neither means nor shares within them differ more often than 5 times in 100', () => {
    const next = random(6)
    let byMean = 0
    let byShare = 0
    for (let round = 0; round < 1_000; round++) {
      const before = times(next, 40, 0)
      const differences = before.map(time => time - Math.exp(normalQuantile(Math.max(1e-9, next()))))
      if (pairedTest(momentsOf(differences)).p <= 0.05) byMean += 1
      const changed = hits(next, 60, 0.3)
      const gained = hits(next, changed, 0.5)
      if (pairedShares(gained, changed - gained, 60).p <= 0.05) byShare += 1
    }
    expect(byMean / 1_000).toBeLessThan(0.065)
    expect(byShare / 1_000).toBeLessThan(0.065)
    expect(pairedShares(25, 8, 60)).toMatchObject({ difference: 17 / 60 })
    expect(pairedShares(25, 8, 60).p).toBeLessThan(0.01)
  })

  test('[U61] what differs is found: false discoveries stay under 5 %, and most of the true ones are there', () => {
    const next = random(3)
    let [called, wrong, missed] = [0, 0, 0]
    for (let round = 0; round < 200; round++) {
      const differs = (i: number) => i < 10
      const ps = Array.from({ length: 50 }, (_, i) =>
        sharesTest([hits(next, 400, differs(i) ? 0.4 : 0.25), 400], [hits(next, 400, 0.25), 400]),
      )
      for (const [i, q] of corrected(ps).entries()) {
        const said = q <= FALSE_DISCOVERIES
        if (said) called += 1
        if (said && !differs(i)) wrong += 1
        if (!said && differs(i)) missed += 1
      }
    }
    expect(wrong / called).toBeLessThan(0.055)
    expect(missed / 2_000).toBeLessThan(0.1)
  })

  test('[U61] a difference as large as is called detectable is found four times in five', () => {
    const next = random(4)
    const difference = detectableDifference(300, 300, 0.3)
    let found = 0
    for (let round = 0; round < 1_000; round++) {
      const first = hits(next, 300, 0.3 + difference / 2)
      const second = hits(next, 300, 0.3 - difference / 2)
      if (sharesTest([first, 300], [second, 300]) <= 0.05) found += 1
    }
    expect(found / 1_000).toBeGreaterThan(0.75)
    expect(found / 1_000).toBeLessThan(0.87)
  })

  test('[U62] 95 % intervals hold the truth in 95 of 100, also among few', () => {
    const next = random(5)
    for (const [n1, n2, p1, p2] of [
      [20, 25, 0.1, 0.3],
      [200, 100, 0.02, 0.05],
      [500, 500, 0.5, 0.5],
    ] as const) {
      let held = 0
      for (let round = 0; round < 2_000; round++) {
        const { low, high } = newcombe([hits(next, n1, p1), n1], [hits(next, n2, p2), n2])
        if (low <= p1 - p2 && p1 - p2 <= high) held += 1
      }
      expect(held / 2_000).toBeGreaterThan(0.93)
    }
  })
})

test('[U62] quantiles and tails are those of the tables', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5)
  expect(normalQuantile(0.999)).toBeCloseTo(3.090232, 4)
  expect(normalBelow(-3)).toBeCloseTo(0.0013499, 6)
  expect(studentQuantile(0.975, 10)).toBeCloseTo(2.2281, 3)
  expect(studentQuantile(0.975, 30)).toBeCloseTo(2.0423, 4)
  // Fisher's tea: 3 of 4 beside 1 of 4, two-sided 0.4857, less half of what was seen (0.2286, halved).
  expect(sharesTest([3, 4], [1, 4])).toBeCloseTo(0.4857 - 0.2286 / 2, 3)
})

describe('[U32] spikes and drops', () => {
  const weeks = (at: number, value: number) =>
    Array.from({ length: 56 }, (_, day) => (day === at ? value : day % 7 >= 5 ? 20 : 100))
  const marked = (values: number[]) =>
    usualRanges(values, 7, true).flatMap((range, i) =>
      range && (values[i]! > range.high || values[i]! < range.low) ? [i] : [],
    )

  test('a weekend is no drop, and a Monday like a weekend is one', () => {
    expect(marked(weeks(-1, 0))).toEqual([])
    expect(marked(weeks(21, 20))).toEqual([21])
    expect(marked(weeks(26, 100))).toEqual([26])
  })

  test('a week of days says nothing about what is usual', () => {
    expect(usualRanges([1, 2, 3, 400], 7, true)).toEqual([null, null, null, null])
  })
})
