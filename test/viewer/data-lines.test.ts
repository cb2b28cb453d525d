import { expect, test } from 'vitest'
import type { EventTally } from '../../contract/data.ts'
import type { PlanRule } from '../../contract/plan.ts'
import { linesOf } from '../../viewer/data/lines.ts'

const tally = (event: string, named = true): EventTally => ({
  event,
  named,
  count: 2,
  persons: 1,
  firstSeen: 1,
  lastSeen: 2,
  days: [],
  sources: [],
})
const rule = (type: PlanRule['type'], key?: string): PlanRule => ({
  type,
  ...(key !== undefined && { key }),
  version: 1,
  jsonSchema: {},
})

test('[Y1] without a plan nothing is said of coverage', () => {
  const [line] = linesOf([tally('Ordered')], null, {})
  expect(line).toMatchObject({ event: 'Ordered', coverage: null, violations: 0 })
})

test('[Y1] what came is planned or not; what is planned and did not come stands below', () => {
  const rules = [rule('TRACK', 'Ordered'), rule('TRACK', 'Paid'), rule('PAGE', 'Home'), rule('IDENTIFY')]
  const came = [tally('Ordered'), tally('ordered'), tally('Viewed Home Page'), tally('identify', false)]
  const lines = linesOf(came, rules, { ordered: 3 })
  expect(lines.map(({ event, coverage, violations }) => [event, coverage, violations])).toEqual([
    ['Ordered', 'planned', 0],
    ['ordered', 'unplanned', 3],
    ['Viewed Home Page', 'planned', 0],
    ['identify', 'planned', 0],
    ['Paid', 'never', 0],
  ])
})

test('[Y1] pages and calls need no rule of their own; a track event called like a call is not the call', () => {
  const lines = linesOf(
    [tally('Viewed Cart Page'), tally('group', false), tally('identify')],
    [rule('TRACK', 'Ordered'), rule('IDENTIFY')],
    {},
  )
  expect(lines.slice(0, 3).map(one => one.coverage)).toEqual([null, null, 'unplanned'])
})
