import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Attempt, AttemptRules } from '../../server/behaviour/attempt.ts'
import * as attempts from '../../server/behaviour/attempt.ts'
import { AFTER_ANOTHER } from '../../server/behaviour/deeds.ts'
import { columnsOf, type Deed, deeds } from './generated.ts'

const bestAttempt = (all: readonly Deed[], rule: AttemptRules) =>
  attempts.bestAttempt(columnsOf(all), 0, all.length, rule)
const firstAttempt = (all: readonly Deed[], rule: AttemptRules) =>
  attempts.firstAttempt(columnsOf(all), 0, all.length, rule)
const everyAttempt = (all: readonly Deed[], rule: AttemptRules) =>
  attempts.everyAttempt(columnsOf(all), 0, all.length, rule)

const rules = fc
  .record({
    steps: fc.integer({ min: 2, max: 4 }),
    order: fc.constantFrom('ordered', 'strict', 'any'),
    windowMs: fc.integer({ min: 1, max: 14 }),
    exclusions: fc.array(fc.record({ after: fc.constantFrom(1, 2), before: fc.constantFrom(2, 3) }), {
      maxLength: 1,
    }),
    hold: fc.boolean(),
    from: fc.constantFrom(0, 3),
    to: fc.constantFrom(8, 99),
  })
  .map((made): AttemptRules => made)

/** The rules as they are written, by trying everything: the furthest any choice of deeds leads to from a beginning. */
function furthestFrom(all: readonly Deed[], start: number, rule: AttemptRules): number {
  const first = all[start]!
  const passes = (deed: Deed, bit: number) => (deed.mask & (1 << bit)) !== 0
  const reach = (place: number, done: number): number => {
    let most = done
    for (let next = place + 1; next < all.length && done < rule.steps; next++) {
      const deed = all[next]!
      if (deed.at - first.at > rule.windowMs) break
      if (rule.order === 'strict' && (deed.mask & AFTER_ANOTHER) !== 0) break
      if (passes(deed, done) && (!rule.hold || deed.value === first.value))
        most = Math.max(most, reach(next, done + 1))
      if (rule.order === 'strict') break
    }
    return most
  }
  return reach(start, 1)
}

const begins = (deed: Deed, rule: AttemptRules) =>
  (deed.mask & 1) !== 0 && deed.at >= rule.from && deed.at < rule.to && (!rule.hold || deed.value !== null)

const plain = rules.filter(rule => rule.exclusions.length === 0 && rule.order !== 'any')

describe('attempts at a funnel', () => {
  test('[U1] the best attempt gets as far as any choice of deeds would, in ordered and strict funnels', () => {
    fc.assert(
      fc.property(deeds, plain, (all, rule) => {
        const starts = all.flatMap((deed, i) => (begins(deed, rule) ? [i] : []))
        const right = Math.max(0, ...starts.map(start => furthestFrom(all, start, rule)))
        expect(bestAttempt(all, rule)?.done.length ?? 0).toBe(right)
      }),
      { numRuns: 2_000 },
    )
  })

  test('[U2] of attempts that got as far, the one that got there first and began last', () => {
    fc.assert(
      fc.property(deeds, rules, (all, rule) => {
        const tried = all.flatMap((_, i) => firstAttempt(all.slice(i), rule) ?? [])
        const best = bestAttempt(all, rule)
        expect(best === null).toBe(tried.length === 0)
        if (best) expect(summary(all, best)).toEqual(slowBest(all, rule))
      }),
      { numRuns: 2_000 },
    )
  })

  test('[U3] every attempt begins where the one before is over, and no deed does two steps', () => {
    fc.assert(
      fc.property(deeds, rules, (all, rule) => {
        const attempts = everyAttempt(all, rule)
        for (const [i, { done, next }] of attempts.entries()) {
          expect(new Set(done).size).toBe(done.length)
          for (const place of done) expect(place).toBeLessThan(next)
          expect(all[done.at(-1)!]!.at - all[done[0]!]!.at).toBeLessThanOrEqual(rule.windowMs)
          const after = attempts[i + 1]
          if (after) expect(after.done[0]).toBeGreaterThanOrEqual(Math.max(done[0]! + 1, next))
        }
        const first = firstAttempt(all, rule)
        expect(attempts[0]?.done).toEqual(first?.done)
      }),
      { numRuns: 1_000 },
    )
  })

  const at = (time: number, mask: number): Deed => ({ at: time, mask, value: null })
  const simple: AttemptRules = {
    steps: 2,
    order: 'ordered',
    windowMs: 10,
    exclusions: [],
    hold: false,
    from: 0,
    to: 99,
  }

  test('[U4] the window holds its last moment, and is counted from the first step', () => {
    expect(bestAttempt([at(0, 1), at(10, 2)], simple)?.done).toEqual([0, 1])
    expect(bestAttempt([at(0, 1), at(11, 2)], simple)?.done).toEqual([0])
    expect(bestAttempt([at(0, 1), at(5, 1), at(11, 2)], simple)?.done).toEqual([1, 2])
    expect(firstAttempt([at(0, 1), at(5, 1), at(11, 2)], simple)?.done).toEqual([0])
  })

  test('[U5] strict: nothing of the kinds the steps are of comes between', () => {
    const strict: AttemptRules = { ...simple, order: 'strict' }
    expect(bestAttempt([at(0, 1), at(2, 2 | AFTER_ANOTHER)], strict)?.done).toEqual([0])
    expect(bestAttempt([at(0, 1 | AFTER_ANOTHER), at(2, 2)], strict)?.done).toEqual([0, 1])
    expect(bestAttempt([at(0, 1), at(1, 1), at(2, 2)], strict)?.done).toEqual([1, 2])
  })

  test('[U6] in any order the beginning is whichever step comes first, and each needs a deed of its own', () => {
    const any: AttemptRules = { ...simple, order: 'any' }
    expect(bestAttempt([at(0, 2), at(1, 1)], any)?.done).toEqual([0, 1])
    expect(bestAttempt([at(0, 3)], any)?.done).toEqual([0])
  })

  test('[U7] an excluded deed between its steps takes the attempt out, before or behind them it does not', () => {
    const excluding: AttemptRules = { ...simple, exclusions: [{ after: 1, before: 2 }] }
    expect(bestAttempt([at(0, 1), at(1, 4), at(2, 2)], excluding)?.excluded).toBe(true)
    expect(bestAttempt([at(0, 4), at(1, 1), at(2, 2), at(3, 4)], excluding)?.excluded).toBe(false)
    expect(bestAttempt([at(0, 1), at(1, 4), at(2, 1), at(3, 2)], excluding)?.done).toEqual([2, 3])
  })

  test('[U8] a property held constant keeps values apart, and what has none does not begin', () => {
    const hold: AttemptRules = { ...simple, hold: true }
    const with_ = (time: number, mask: number, value: string | null) => ({ ...at(time, mask), value })
    expect(bestAttempt([with_(0, 1, 'x'), with_(1, 2, 'y'), with_(2, 2, 'x')], hold)?.done).toEqual([0, 2])
    expect(bestAttempt([with_(0, 1, null), with_(1, 2, null)], hold)).toBeNull()
  })
})

function summary(all: readonly Deed[], { done, excluded }: Attempt) {
  return excluded ? { excluded } : { excluded, times: done.map(place => all[place]!.at), start: done[0] }
}

/** By its definition: every beginning tried, the best chosen by comparing all. */
function slowBest(all: readonly Deed[], rule: AttemptRules) {
  const tried = all.flatMap((_, i) => {
    const attempt = firstAttempt(all.slice(i), rule)
    return attempt ? [{ ...attempt, done: attempt.done.map(place => place + i) }] : []
  })
  const counted = tried.filter(one => !one.excluded)
  if (counted.length === 0) return { excluded: true }
  const far = Math.max(...counted.map(one => one.done.length))
  const furthest = counted.filter(one => one.done.length === far)
  const soon = Math.min(...furthest.map(one => one.done.at(-1)!))
  const soonest = furthest.filter(one => one.done.at(-1) === soon)
  return summary(
    all,
    soonest.reduce((a, b) => (b.done[0]! > a.done[0]! ? b : a)),
  )
}
