import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../contract/event.ts'
import type { PlanRule } from '../../contract/plan.ts'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import { checkClock } from '../../server/plan/clock.ts'
import { type CompiledPlan, compileRules } from '../../server/plan/compile.ts'
import { boardsAsking, damaged, dependentOf, segmentsAsking, type Wrong } from '../../server/plan/damage.ts'
import { DraftFold } from '../../server/plan/draft.ts'
import { enforce } from '../../server/plan/enforce.ts'
import { nearMiss } from '../../server/plan/near-miss.ts'
import { readPlan, writePlan } from '../../server/plan/read-plan.ts'

const T0 = Date.parse('2026-11-22T12:00:00Z')
const DAY = 86_400_000
const SIGNUP: PlanRule = {
  type: 'TRACK',
  key: 'Signup Completed',
  version: 1,
  jsonSchema: {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      properties: {
        type: 'object',
        properties: {
          signup_method: { type: 'string', enum: ['email', 'google'] },
          country: { type: 'string', pattern: '^[A-Z]{2}$' },
          time_to_complete_signup: { type: ['number', 'null'] },
        },
        required: ['signup_method', 'country'],
        additionalProperties: false,
      },
    },
  },
}

function compiled(rules: PlanRule[]): CompiledPlan {
  const plan = compileRules(rules)
  if ('problem' in plan) throw new Error(plan.problem)
  return plan
}

let next = 0
function event(over: Partial<NewEvent>): NewEvent {
  next += 1
  return {
    messageId: `m${next}`,
    type: 'track',
    event: 'Signup Completed',
    userId: 'u-1',
    properties: {},
    traits: {},
    context: {},
    at: T0,
    receivedAt: T0,
    source: 'segment',
    ...over,
  }
}

describe('findings of one event', () => {
  const plan = compiled([SIGNUP])
  const kinds = (properties: NewEvent['properties'], name = 'Signup Completed') =>
    plan.check(event({ event: name, properties })).map(({ kind, field }) => [kind, field])

  test('[T3] each violation has its kind and its place', () => {
    const good = { signup_method: 'email', country: 'DE', time_to_complete_signup: null }
    expect(kinds(good)).toEqual([])
    expect(kinds({ country: 'DE' })).toEqual([['missing-required', 'properties.signup_method']])
    expect(kinds({ ...good, country: 7 })).toEqual([['wrong-type', 'properties.country']])
    expect(kinds({ ...good, signup_method: 'fax' })).toEqual([
      ['value-not-permitted', 'properties.signup_method'],
    ])
    expect(kinds({ ...good, country: 'Germany' })).toEqual([['value-not-permitted', 'properties.country']])
    expect(kinds({ ...good, 'a/b~': 1 })).toEqual([['unplanned-property', 'properties.a/b~']])
  })

  test('[T4] names match exactly; what was probably meant is said', () => {
    expect(kinds({}, 'signup completed')).toEqual([['near-miss-name', '']])
    expect(kinds({}, 'Pricing Viewed')).toEqual([['unplanned-event', '']])
    expect(nearMiss('Sign-up_completed', ['Signup Completed'])).toBe('Signup Completed')
    expect(nearMiss('Singup Completed', ['Signup Completed'])).toBe('Signup Completed')
    expect(nearMiss('Cart', ['Card'])).toBeUndefined()
  })

  test('[T3] the common rule holds for every event', () => {
    const common: PlanRule = {
      type: 'COMMON',
      version: 1,
      jsonSchema: { type: 'object', required: ['userId'] },
    }
    const both = compiled([SIGNUP, common])
    expect(both.check(event({ type: 'page', userId: undefined }))).toMatchObject([
      { kind: 'missing-required' },
    ])
  })

  test('[T3] identify and group rules look at traits', () => {
    const schema = { properties: { traits: { type: 'object', required: ['email'] } } }
    const plan = compiled([{ type: 'IDENTIFY', version: 1, jsonSchema: schema }])
    expect(plan.check(event({ type: 'identify' }))).toMatchObject([{ field: 'traits.email' }])
    expect(plan.check(event({ type: 'group', groupId: 'g' }))).toEqual([])
  })
})

describe('plans of other tools', () => {
  test('[T1] a plan travels in both directions unchanged', () => {
    const read = readPlan({ name: 'Shop', rules: [SIGNUP] })
    expect(read).toEqual({ name: 'Shop', rules: [SIGNUP] })
    expect(writePlan('Shop', [SIGNUP])).toEqual({ name: 'Shop', rules: [SIGNUP] })
    expect(readPlan({ data: { trackingPlan: { name: 'Shop' }, rules: [SIGNUP] } })).toEqual(read)
  })

  test("[T1] Segment's older form", () => {
    const older = {
      display_name: 'Shop',
      rules: {
        events: [
          {
            name: 'Signup Completed',
            description: 'Once an account is open',
            version: 1,
            rules: { ...SIGNUP.jsonSchema, labels: { owner: 'growth' } },
          },
        ],
        identify: { type: 'object' },
      },
    }
    const described = { description: 'Once an account is open', labels: { owner: 'growth' } }
    expect(readPlan(older)).toMatchObject({
      name: 'Shop',
      rules: [{ ...SIGNUP, jsonSchema: { ...SIGNUP.jsonSchema, ...described } }, { type: 'IDENTIFY' }],
    })
  })

  test('[T1] what is no plan is refused with its place', () => {
    expect(readPlan({ rules: [{ type: 'TRACK' }] })).toMatchObject({
      problem: expect.stringContaining('rules.0.jsonSchema'),
    })
    expect(readPlan({ rules: [SIGNUP, SIGNUP] })).toMatchObject({
      problem: expect.stringContaining('two rules'),
    })
    const broken = { ...SIGNUP, jsonSchema: { type: 'no-type' } }
    expect(readPlan({ rules: [broken] })).toMatchObject({
      problem: expect.stringContaining('Signup Completed'),
    })
    const far = { ...SIGNUP, jsonSchema: { $ref: 'https://example.org/schema' } }
    expect(readPlan({ rules: [far] })).toMatchObject({ problem: expect.stringContaining('cannot be used') })
  })
})

describe('drafts', () => {
  test('[T2] everything seen passes the plan drafted from it', () => {
    const events = Array.from({ length: 40 }, (_, i) =>
      event({
        properties: {
          method: i % 2 ? 'email' : 'google',
          n: i % 3 ? 1 : 0.5,
          free: `text ${i}`,
          path: i % 2 ? '/cart' : '/pay',
          next: i % 2 ? 'https://x.test/cart' : '/pay',
          ...(i % 4 === 0 && { sometimes: null }),
        },
      }),
    )
    const draft = new DraftFold()
    for (const one of events) draft.add(one)
    draft.add(event({ type: 'identify', traits: { email: 'a@b' } }))
    draft.add(event({ type: 'alias' }))
    const rules = draft.rules()
    expect(rules).toMatchObject([
      {
        type: 'TRACK',
        key: 'Signup Completed',
        jsonSchema: {
          properties: {
            properties: {
              properties: {
                method: { type: 'string', enum: ['email', 'google'] },
                n: { type: 'number' },
                // Few came so far, and there may be others tomorrow.
                ...{ path: { type: 'string' }, next: { type: 'string' } },
                free: { type: 'string' },
                sometimes: { type: 'null' },
              },
              required: ['method', 'n', 'free', 'path', 'next'],
            },
          },
        },
      },
      { type: 'IDENTIFY' },
    ])
    for (const one of events) expect(compiled(rules).check(one)).toEqual([])
    expect(readPlan(writePlan('Draft', rules))).not.toHaveProperty('problem')
  })
})

describe('enforcement', () => {
  const plan = compiled([SIGNUP])
  const extra = event({ properties: { signup_method: 'email', country: 'DE', secret: 1 } })
  const unplanned = event({ event: 'Pricing Viewed' })

  test('[T6] allow keeps, drop keeps apart, omit leaves out what is not named', () => {
    expect(enforce(plan, extra, 'allow')).toMatchObject({ kind: 'keep', event: extra })
    expect(enforce(plan, extra, 'drop')).toMatchObject({ kind: 'apart', event: extra })
    const omitted = enforce(plan, extra, 'omit')
    expect(omitted.kind).toBe('keep')
    expect(omitted.event.properties).toEqual({ signup_method: 'email', country: 'DE' })
    expect(enforce(plan, unplanned, 'omit').kind).toBe('apart')
    expect(enforce(plan, unplanned, 'allow').kind).toBe('keep')
  })
})

test('[T5] absurd clocks', () => {
  const fields = (over: Partial<NewEvent>) => checkClock(event(over))?.field
  const iso = (ms: number) => new Date(ms).toISOString()
  expect(fields({})).toBeUndefined()
  expect(fields({ at: 1_700_000 })).toBe('timestamp')
  expect(fields({ originalTimestamp: '2100-01-01T00:00:00.000Z' })).toBe('timestamp')
  expect(fields({ sentAt: iso(T0 - 3 * DAY) })).toBe('sentAt')
  expect(fields({ sentAt: iso(T0 - 3 * DAY), source: 'import' })).toBeUndefined()
  expect(fields({ at: T0 - 31 * DAY })).toBe('timestamp')
  expect(fields({ at: T0 - 31 * DAY, source: 'import' })).toBeUndefined()
})

test('[T7] the segments a wrong event damages', () => {
  const segment = (id: string, where: SegmentDefinition['where']) => ({
    id,
    name: id,
    definition: { version: 1 as const, subject: 'person' as const, where },
  })
  const asked = (name: string) => ({
    kind: 'event' as const,
    event: name,
    where: [],
    count: { op: 'at-least' as const, n: 1 },
    window: { kind: 'ever' as const },
  })
  const trait = (name: string) => ({
    kind: 'trait' as const,
    trait: name,
    is: { op: 'is' as const, values: ['pro'] },
  })
  const segments = [
    segment('signed-up', { kind: 'not', of: asked('Signup Completed') }),
    segment('through', { kind: 'and', of: [{ kind: 'segment', id: 'signed-up' }] }),
    segment('around', { kind: 'segment', id: 'around' }),
    segment('bought', asked('Order Completed')),
    segment('paying', trait('plan')),
    segment('german', trait('country')),
  ]
  const ids = (wrong: Partial<Wrong>) =>
    damaged({ type: 'track', event: 'Signup Completed', field: '', ...wrong }, segmentsAsking(segments)).map(
      ({ id }) => id,
    )
  expect(ids({})).toEqual(['signed-up', 'through'])
  expect(ids({ event: 'signup completed' })).toEqual(['signed-up', 'through'])
  expect(ids({ event: 'Seen' })).toEqual([])
  expect(ids({ type: 'identify', event: 'identify' })).toEqual(['paying', 'german'])
  expect(ids({ type: 'identify', event: 'identify', field: 'traits.plan' })).toEqual(['paying'])
})

test('[T7] the funnels and charts of boards a wrong event damages', () => {
  const steps = ['Signup Started', 'Signup Completed'].map(event => ({ kind: 'event', event, where: [] }))
  const boards = [
    {
      id: 'b1',
      value: {
        name: 'Growth',
        charts: [
          { id: 'c1', title: 'Sign-up', kind: 'funnel', definition: { steps } },
          {
            id: 'c2',
            title: 'Orders',
            kind: 'trend',
            definition: { of: { kind: 'event', event: 'Ordered' } },
          },
        ],
      },
    },
    { id: 'b2', value: 'no board' },
  ]
  const wrong = { type: 'track' as const, event: 'signup completed', field: '' }
  expect(damaged(wrong, boardsAsking(boards)).map(dependentOf)).toEqual([
    { kind: 'funnel', id: 'c1', name: 'Sign-up', board: 'b1' },
  ])
})
