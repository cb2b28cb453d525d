import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Explanation } from '../../contract/api.ts'
import { explain } from '../../server/segment/explain.ts'
import type { PersonHistory } from '../../server/segment/history.ts'
import { matchPerson, matchSession } from '../../server/segment/match.ts'
import type { Question, ResolvedCondition } from '../../server/segment/question.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import { PROJECT } from '../store/make.ts'
import { data } from './generated.ts'
import { question } from './generated-questions.ts'

const NOW = Date.UTC(2026, 10, 2)
const HOUR = 3_600_000

const ada: PersonHistory = {
  id: 'p_ada',
  userIds: ['ada'],
  anonymousIds: [],
  accounts: [],
  traits: [{ at: NOW - 9 * HOUR, messageId: 't1', traits: { plan: 'pro' } }],
  events: [
    {
      at: NOW - 8 * HOUR,
      messageId: 'e1',
      name: 'Order Completed',
      properties: { total: 5 },
      sessionId: 's1',
    },
    { at: NOW - 2 * HOUR, messageId: 'e2', name: 'Order Completed', properties: { total: 50 } },
  ],
  sessions: [
    {
      id: 's1',
      startedAt: NOW - 8 * HOUR,
      endedAt: NOW - 7 * HOUR,
      source: 'recorder',
      fields: { device: 'phone' },
      pages: [{ at: NOW - 8 * HOUR, until: NOW - 7 * HOUR, path: '/pricing' }],
      findings: [],
      failures: [],
      texts: [],
    },
  ],
}

function ask(where: ResolvedCondition, subject: 'session' | 'person' = 'session'): Explanation {
  const question: Question = { segment: { subject, where }, asOf: { kind: 'at', time: NOW } }
  return explain(question, ada, subject === 'session' ? ada.sessions[0]! : null)
}

test('[M20] an explanation is a sentence with the events and moments that decided', () => {
  expect(
    ask({
      kind: 'event',
      event: 'Order Completed',
      where: [{ path: ['total'], is: { op: 'at-least', number: 5 } }],
      count: { op: 'at-least', n: 1 },
      window: { kind: 'last', days: 7 },
    }),
  ).toEqual({
    at: 'where',
    holds: true,
    sentence: 'did Order Completed with total is at least 5 at least 1 time in the last 7 days: 2 times',
    evidence: [
      { at: NOW - 2 * HOUR, label: 'Order Completed', messageId: 'e2' },
      { at: NOW - 8 * HOUR, label: 'Order Completed', messageId: 'e1', sessionId: 's1' },
    ],
    parts: [],
  })
})

test('[M20] what was never done is said as that', () => {
  const never = (event: string) =>
    ask({
      ...{ kind: 'event', event, where: [], count: { op: 'exactly', n: 0 } },
      window: { kind: 'last', days: 7 },
    })
  expect(never('Nothing')).toMatchObject({ holds: true, sentence: 'did not do Nothing in the last 7 days' })
  expect(never('Order Completed')).toMatchObject({
    holds: false,
    sentence: expect.stringMatching(/^did not do Order Completed in the last 7 days: did \d+ times$/),
  })
})

test('[M20] parts explain themselves, by their place in the tree; what does not hold says what is there', () => {
  const explained = ask({
    kind: 'and',
    of: [
      { kind: 'not', of: { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['free', 'trial'] } } },
      { kind: 'field', field: 'device', is: { op: 'is', values: ['desktop'] } },
      { kind: 'page', path: { op: 'starts', text: '/pri' }, count: { op: 'exactly', n: 1 } },
    ],
  })
  expect(explained).toMatchObject({
    holds: false,
    sentence: 'all of 3: 2 hold',
    parts: [
      {
        at: 'where.of[0]',
        holds: true,
        sentence: 'not: plan is "free" or "trial": it is "pro"',
        parts: [
          { at: 'where.of[0].of', holds: false, evidence: [{ messageId: 't1', label: 'plan: "pro"' }] },
        ],
      },
      { holds: false, sentence: 'Device is "desktop": it is "phone"', evidence: [{ sessionId: 's1' }] },
      {
        holds: true,
        sentence: 'viewed a page whose path starts with "/pri" exactly 1 time: 1 time',
        evidence: [{ at: NOW - 8 * HOUR, label: '/pricing', sessionId: 's1' }],
      },
    ],
  })
})

test('[M20] a session condition shows a session that passed', () => {
  const where: ResolvedCondition = {
    kind: 'session',
    where: { kind: 'field', field: 'device', is: { op: 'exists' } },
    count: { op: 'at-least', n: 1 },
    window: { kind: 'ever' },
  }
  expect(ask(where, 'person')).toMatchObject({
    holds: true,
    sentence: 'has at least 1 session ever that pass: 1',
    evidence: [{ sessionId: 's1' }],
    parts: [{ at: 'where.where', holds: true, sentence: 'Device exists: it is "phone"' }],
  })
})

test('[M21] an explanation never disagrees with the segment', async () => {
  const property = fc.asyncProperty(
    data,
    fc.array(question, { minLength: 5 }),
    async ({ arrivals }, questions) => {
      const store = openMemory()
      for (const arrival of arrivals) {
        if ('event' in arrival) await store.putEvents(PROJECT, [arrival.event])
        else {
          await store.putBatch(arrival.visit.batch)
          if (arrival.visit.derived) await store.putDerived(arrival.visit.derived)
        }
      }
      const { items } = await store.members(PROJECT, undefined, { limit: 100 })
      for (const { id } of items) {
        const person = (await store.history(PROJECT, id, true))!
        for (const one of questions) {
          expect(explain(one, person, null).holds).toBe(matchPerson(one, person))
          for (const session of person.sessions) {
            expect(explain(one, person, session).holds).toBe(matchSession(one, person, session))
          }
        }
      }
    },
  )
  await fc.assert(property, { numRuns: 50, interruptAfterTimeLimit: 10_000 })
})

test('[M45] what does not hold says what is missing', () => {
  const at = (where: ResolvedCondition) => ask(where, 'person')
  const sequence: ResolvedCondition = {
    kind: 'sequence',
    steps: [
      { do: { act: 'event', event: 'Order Completed', where: [] }, without: [] },
      { do: { act: 'event', event: 'Rated', where: [] }, without: [] },
    ],
    hours: 24,
    window: { kind: 'ever' },
  }
  expect(at(sequence)).toMatchObject({
    holds: false,
    sentence: 'did Order Completed, then did Rated within 24 hours ever: reached step 1 of 2',
    missing: 'step 2 in time: did Rated',
  })
  expect(
    at({ kind: 'account', where: { kind: 'trait', trait: 'plan', is: { op: 'exists' } } }),
  ).toMatchObject({
    missing: 'an account: no group call names one',
  })
  const rated: ResolvedCondition = {
    kind: 'event',
    event: 'Rated',
    where: [],
    count: { op: 'at-least', n: 2 },
    window: { kind: 'last', days: 7 },
  }
  expect(at({ kind: 'and', of: [rated, sequence] }).missing).toBe(
    '2 more times Rated in the last 7 days; step 2 in time: did Rated',
  )
  expect(at({ kind: 'not', of: rated })).not.toHaveProperty('missing')
})
