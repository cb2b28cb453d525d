import { describe, expect, it } from 'vitest'
import { errandNames } from '../../server/sample/make/habits.ts'
import { makePlan, planEnd, seed } from '../../server/sample/make/plan.ts'

const plan = makePlan(seed)
const visits = plan.flatMap(itinerary => itinerary.visits)
const day = 24 * 3_600_000

describe('the plan of the sample visits', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makePlan(seed)).toEqual(plan)
    expect(makePlan(seed + 1)).not.toEqual(plan)
  })

  it('has at least 300 visits of at least 80 people over four weeks', () => {
    expect(plan.length).toBeGreaterThanOrEqual(80)
    expect(visits.length).toBeGreaterThanOrEqual(300)
    const starts = visits.map(visit => visit.startsAt)
    expect(Math.max(...starts)).toBeLessThan(planEnd)
    expect(planEnd - Math.min(...starts)).toBeLessThan(28 * day)
    expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThan(27 * day)
  })

  it('gives every person a name of their own and visits further apart than a session lasts idle', () => {
    const of = (key: 'anonymousId' | 'email' | 'company') => new Set(plan.map(({ person }) => person[key]))
    expect([of('anonymousId').size, of('email').size, of('company').size]).toEqual([
      plan.length,
      plan.length,
      plan.length,
    ])
    expect(new Set(visits.map(visit => visit.id)).size).toBe(visits.length)
    for (const itinerary of plan) {
      const starts = itinerary.visits.map(visit => visit.startsAt)
      for (const [index, start] of starts.slice(1).entries()) {
        expect(start - (starts[index] ?? 0)).toBeGreaterThanOrEqual(2 * 3_600_000)
      }
    }
  })

  it('runs every errand, in two releases', () => {
    expect(new Set(visits.map(visit => visit.errand))).toEqual(new Set(errandNames))
    expect(new Set(visits.map(visit => visit.release))).toEqual(new Set(['2.4.0', '2.5.0']))
  })

  it('lets churners come at most half as often in the last two weeks', () => {
    const churners = plan.filter(({ person }) => person.habit === 'churner').flatMap(one => one.visits)
    const late = churners.filter(({ startsAt }) => startsAt > planEnd - 14 * day)
    expect(late.length * 2).toBeLessThanOrEqual(churners.length)
  })
})
