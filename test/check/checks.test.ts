import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AnalyticsEvent } from '../../contract/api.ts'
import { checkFunnel, checkStability } from '../../server/check/analysis.ts'
import { checkCollection } from '../../server/check/collection.ts'
import { countReached } from '../../server/check/funnel.ts'
import { type Expected, readJourney } from '../../server/check/journey.ts'
import { junit, readable } from '../../server/check/report.ts'

const T0 = Date.parse('2026-11-22T12:00:00Z')

let made = 0
function event(name: string, at = T0, over: Partial<AnalyticsEvent> = {}): AnalyticsEvent {
  made += 1
  const time = new Date(at).toISOString()
  return {
    messageId: `m-${made}`,
    type: 'track',
    event: name,
    userId: 'u-1',
    anonymousId: 'a-1',
    groupId: null,
    previousId: null,
    properties: { method: 'email' },
    traits: {},
    context: {},
    timestamp: time,
    originalTimestamp: time,
    sentAt: null,
    receivedAt: time,
    personId: 'p-1',
    sessionId: null,
    ...over,
  }
}

const SIGNUP: Expected = {
  event: 'Signup Completed',
  step: 'submit',
  times: 1,
  identified: true,
  properties: { method: { enum: ['email'] }, 'note?': 'string' },
}
const MOMENTS = [
  { step: 'fill', from: T0 - 2_000, to: T0 - 1 },
  { step: 'submit', from: T0, to: T0 + 1_000 },
]
const problems = (events: AnalyticsEvent[], wire: string[] | null = null) =>
  checkCollection([SIGNUP], events, MOMENTS, wire).flatMap(({ name, problem }) =>
    problem ? [`${name}: ${problem}`] : [],
  )

describe('collection', () => {
  test('[J1] all is well', () => {
    const one = event('Signup Completed')
    expect(problems([one], [one.messageId])).toEqual([])
  })

  test.each<[string, AnalyticsEvent[], string]>([
    ['missing', [event('Other')], 'came 0 times. What came: Other'],
    ['misnamed', [event('signup completed')], '"signup completed" came instead'],
    ['twice', [event('Signup Completed'), event('Signup Completed')], 'came 2 times'],
    ['too early', [event('Signup Completed', T0 - 500)], 'fired during "fill"'],
    ['anonymous', [event('Signup Completed', T0, { userId: null })], 'no user id'],
    [
      'property missing',
      [event('Signup Completed', T0, { properties: { Method: 'x' } })],
      '"Method" is there instead',
    ],
    [
      'value not permitted',
      [event('Signup Completed', T0, { properties: { method: 'fax' } })],
      'It is "fax": it must be equal to one of the allowed values (email).',
    ],
    [
      'optional of wrong type',
      [event('Signup Completed', T0, { properties: { method: 'email', note: 1 } })],
      'must be string',
    ],
  ])('[J1] %s', (_, events, said) => {
    expect(problems(events)).toHaveLength(1)
    expect(problems(events)[0]).toContain(said)
  })

  test('[J1] sent and not stored', () => {
    const one = event('Signup Completed')
    expect(problems([one], [one.messageId, 'lost'])[0]).toContain(
      '1 of 2 messages were sent and are not stored: lost',
    )
  })
})

describe('analysis', () => {
  test('[J2] a funnel is in order among the raw events', () => {
    const wrong = (events: AnalyticsEvent[]) =>
      checkFunnel(['A', 'B'], events).map(({ problem }) => problem?.slice(0, 20))
    expect(wrong([event('A'), event('B', T0 + 1)])).toEqual([undefined, undefined])
    expect(wrong([event('B'), event('A', T0 + 1)])).toEqual([undefined, 'It came, but before '])
    expect(wrong([event('A')])).toEqual([undefined, 'It never came.'])
  })

  test('[J2] a funnel is counted by person, in order', () => {
    const of = (personId: string, names: string[]) =>
      names.map((name, i) => event(name, T0 + i, { personId }))
    const events = [
      ...of('p1', ['B', 'A', 'x', 'B', 'C']),
      ...of('p2', ['A', 'C', 'B']),
      ...of('p3', ['B', 'C']),
      ...of('', ['A', 'B', 'C']),
    ]
    expect(countReached(['A', 'B', 'C'], events)).toEqual([2, 2, 1])
    expect(countReached(['A', 'A'], events)).toEqual([2, 0])
  })

  test('[J2] spikes and drops that chance does not explain, beside the same day of the weeks before', () => {
    const problem = (today: number, weeks: number[]) => checkStability('A', today, weeks).problem
    expect(problem(12, [10, 9, 11, 10])).toBeUndefined()
    expect(problem(40, [10, 9, 11, 10])).toContain('a spike')
    expect(problem(40, [100, 98, 104, 101])).toContain('a drop')
    // One odd week moves neither what is usual nor how much it varies.
    expect(problem(40, [100, 98, 4_000, 101, 99])).toContain('a drop')
    // What varies much may vary much.
    expect(problem(40, [100, 20, 140, 60])).toBeUndefined()
  })

  test('[J2] too little to tell is said', () => {
    expect(checkStability('A', 9, [100, 100, 100])).toMatchObject({
      note: 'only 3 weeks of history: too little to tell',
    })
    expect(checkStability('A', 9, [1, 0, 2, 1])).toMatchObject({ note: expect.stringContaining('too few') })
    expect(checkStability('A', 0, [])).not.toHaveProperty('problem')
  })
})

describe('journeys and reports', () => {
  const least = { name: 'x', events: [{ event: 'A' }] }
  test('[J3] a journey that cannot be meant is refused in a sentence', () => {
    const read = (journey: object) => () => readJourney(JSON.stringify(journey))
    expect(read({ ...least, session: 's' })).not.toThrow()
    expect(read(least)).toThrow('either steps to drive or a session')
    expect(read({ ...least, steps: [{ open: '/' }], events: [{ event: 'A', step: 'gone' }] })).toThrow(
      '"gone"',
    )
    expect(read({ ...least, session: 's', typo: 1 })).toThrow('typo')
    expect(() => readJourney('a: [')).toThrow('not YAML')
    expect(readJourney(readFileSync('server/demo/journeys/signup.yaml', 'utf8')).events).toHaveLength(2)
  })

  test('[J3] reports', () => {
    const checks = [
      { layer: 'collection' as const, name: 'A <once>' },
      { layer: 'analysis' as const, name: 'B', problem: 'It is "gone" & more\u0001.' },
      { layer: 'analysis' as const, name: 'Umläute 😀\ud800' },
    ]
    expect(readable('Sign-up', checks)).toContain('✗ B\n        It is "gone"')
    expect(readable('Sign-up', checks)).toContain('2 passed, 1 failed')
    expect(junit('Sign-up', checks)).toContain('<failure message="It is &quot;gone&quot; &amp; more�."/>')
    expect(junit('Sign-up', checks)).toContain('name="A &lt;once&gt;"/>')
    expect(junit('Sign-up', checks)).toContain('name="Umläute 😀�"/>')
  })
})
