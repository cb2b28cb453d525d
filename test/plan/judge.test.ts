import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRules } from '../../server/plan/compile.ts'
import { Findings } from '../../server/plan/findings.ts'
import { Judge, type JudgeState, ownerKey, ownerOf } from '../../server/plan/judge.ts'
import type { EventRow } from '../../server/store/port.ts'

const T0 = Date.parse('2026-11-22T12:00:00Z')

function judgeOf(state?: JudgeState): Judge {
  const plan = compileRules([])
  if ('problem' in plan) throw new Error(plan.problem)
  return new Judge(plan, state)
}

const anyEvent = fc
  .record({
    type: fc.constantFrom('track' as const, 'identify' as const),
    user: fc.constantFrom(undefined, 'ada', 'bob'),
    device: fc.constantFrom(undefined, 'd1', 'd2', 'null'),
    second: fc.integer({ min: 0, max: 20 }),
  })
  .filter(({ user, device }) => user !== undefined || device !== undefined)

function rows(made: readonly Parameters<typeof row>[0][]): EventRow[] {
  return made.map(row)
}
function row(
  one: { type: 'track' | 'identify'; user: string | undefined; device: string | undefined; second: number },
  i: number,
): EventRow {
  return {
    messageId: `m${i}`,
    type: one.type,
    ...(one.type === 'track' && { event: `E${i}` }),
    ...(one.user !== undefined && { userId: one.user }),
    ...(one.device !== undefined && { anonymousId: one.device }),
    properties: {},
    traits: {},
    context: {},
    at: T0 + one.second * 1_000,
    receivedAt: T0,
    source: 'segment',
    person: '',
  }
}

/** The rule, over all events at once. */
function expected(events: readonly EventRow[]): string[] {
  const first = (of: (event: EventRow) => boolean) => Math.min(...events.filter(of).map(({ at }) => at))
  return events
    .filter(event => {
      const { userId, anonymousId, type, at } = event
      if (userId !== undefined) {
        const identified = first(one => one.type === 'identify' && one.userId === userId)
        return type !== 'identify' && Number.isFinite(identified) && at < identified
      }
      if (anonymousId === 'null') return false
      return at > first(one => one.anonymousId === anonymousId && one.userId !== undefined)
    })
    .map(({ event, type, at }) => `${event ?? type} ${at}`)
    .sort()
}

test('[T5] identity too late and too early, in whatever order and pieces events arrive', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (made, pieces) => {
      const events = rows(made)
      let judge = judgeOf()
      const size = Math.ceil(events.length / pieces) || 1
      for (let i = 0; i < events.length; i += size) {
        const known = events.slice(0, i + size)
        for (const event of known.slice(i)) judge.add(event)
        const owners = new Set(judge.takeAgain().map(ownerKey))
        for (const event of known) if (owners.has(ownerOf(event))) judge.judgeAgain(event)
        // What was kept goes on as if nothing had been.
        const kept: JudgeState = deserialize(serialize(judge.state))
        judge = judgeOf(kept)
      }
      const found = judge
        .found({})
        .flatMap(({ event, count, newest }) => newest.slice(0, count).map(({ at }) => `${event} ${at}`))
      const trackOnly = (all: string[]) => all.filter(one => one.startsWith('E'))
      expect(trackOnly(found).sort()).toEqual(trackOnly(expected(events)))
    }),
  )
})

test('[T5] an event judged again and met once more in the feed counts once', () => {
  const [early, identify] = rows([
    { type: 'track', user: 'ada', device: undefined, second: 1 },
    { type: 'identify', user: 'ada', device: undefined, second: 5 },
  ])
  const [, , racing] = rows([
    { type: 'track', user: 'x', device: undefined, second: 0 },
    { type: 'track', user: 'x', device: undefined, second: 0 },
    { type: 'track', user: 'ada', device: undefined, second: 2 },
  ])
  const judge = judgeOf()
  judge.add(early!)
  judge.add(identify!)
  judge.takeAgain()
  // The store already knew an event that the feed tells of only later.
  for (const event of [early!, identify!, racing!]) judge.judgeAgain(event)
  judge.add(racing!)
  expect(judge.found({}).map(({ count }) => count)).toEqual([1, 1])
})

test('[T5] events equal within a second', () => {
  const judge = judgeOf()
  const one = row({ type: 'track', user: 'ada', device: undefined, second: 0 }, 0)
  for (const [i, after] of [0, 900, 5_000].entries())
    judge.add({ ...one, messageId: `r${i}`, at: T0 + after })
  judge.add({ ...one, messageId: 'other', userId: 'bob', at: T0 + 100 })
  expect(judge.found({})).toMatchObject([{ kind: 'repeated-event', count: 1, firstAt: T0 + 900 }])
})

test('[T7] findings are counted in any range and of any owners; too many lose the first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(50), fc.nat(3), fc.nat(3)), { maxLength: 200 }),
      fc.nat(50),
      fc.nat(50),
      fc.uniqueArray(fc.nat(3)),
      (all, from, to, owners) => {
        const findings = new Findings({ most: 1_000, examples: 2 })
        for (const [at, group, owner] of all) findings.add(at, group, owner)
        const chosen = all.filter(([at, , owner]) => at >= from && at < to && owners.includes(owner))
        for (const [group, counted] of findings.count({ from, to }, new Set(owners))) {
          const times = chosen.flatMap(([at, of]) => (of === group ? [at] : [])).sort((a, b) => b - a)
          expect(counted).toMatchObject({ count: times.length, firstAt: times.at(-1), lastAt: times[0] })
          expect(counted.newest.map(({ at }) => at)).toEqual(times.slice(0, 2))
        }
      },
    ),
  )
  const few = new Findings({ most: 4, examples: 1 })
  for (const at of [1, 2, 3, 4, 5]) few.add(at, 0, 0)
  expect(few.cut).toBe(true)
  expect(few.count({}).get(0)).toMatchObject({ count: 4, firstAt: 2 })
})
