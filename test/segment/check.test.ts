import { expect, test } from 'vitest'
import { checkSegment } from '../../contract/segment/check.ts'
import type { Condition } from '../../contract/segment/segment.ts'

const trait = { kind: 'trait', trait: 'plan', is: { op: 'exists' } }
const window = { kind: 'ever' }
const A = { act: 'event', event: 'A', where: [] }
const once = { op: 'at-least', n: 1 }

function problems(where: unknown, subject = 'person', version = 1): { at: string; message: string }[] {
  const checked = checkSegment({ version, subject, where })
  return 'problems' in checked ? checked.problems : []
}

function nested(depth: number): unknown {
  let node: unknown = trait
  for (let i = 0; i < depth; i++) node = { kind: 'not', of: node }
  return node
}

test.each<[unknown, string, string, string?]>([
  [{ kind: 'or', of: Array(10_000).fill(trait) }, 'where.of', 'at most 500'],
  [
    { kind: 'or', of: Array(30).fill({ kind: 'or', of: Array(30).fill(trait) }) },
    'where',
    'at most 500 conditions; this has 931',
  ],
  [nested(25), `where${'.of'.repeat(20)}`, 'nested more than 20 deep'],
  [nested(50_000), 'where', 'nested too deep'],
  [{ kind: 'not', of: { kind: 'magic' } }, 'where.of.kind', 'no such condition'],
  [{ kind: 'field', field: 'shoeSize', is: { op: 'exists' } }, 'where.field', 'no such field', 'session'],
  [
    { kind: 'field', field: 'country', is: { op: 'greater', number: 5 } },
    'where.is',
    'Country is a text',
    'session',
  ],
  [
    { kind: 'field', field: 'duration', is: { op: 'contains', text: '5' } },
    'where.is',
    'Duration is a number',
    'session',
  ],
  [
    { kind: 'trait', trait: 'plan', is: { op: 'matches', pattern: '(a+)+$' } },
    'where.is.op',
    'cannot be tested so',
  ],
  [{ kind: 'field', field: 'country', is: { op: 'exists' } }, 'where', 'put it inside "has a session where"'],
  [
    { kind: 'event', event: 'A', where: [], count: once, window: { kind: 'session' } },
    'where',
    'belongs to a session',
  ],
  [{ kind: 'users', who: 'any', where: trait }, 'where', 'Only an account has users'],
  [{ kind: 'did', of: A, count: once, window }, 'where', 'put it inside "its users"', 'account'],
  [
    { kind: 'users', who: 'all', where: { kind: 'account', where: trait } },
    'where.where',
    'cannot be asked for',
    'account',
  ],
  [
    { kind: 'did', of: A, count: once, window: { kind: 'ago', from: 1, to: 7 } },
    'where.window',
    'begins after its end',
  ],
  [
    { kind: 'did', of: A, count: once, window: { kind: 'calendar', unit: 'day', back: 0, whole: true } },
    'where.window',
    'at least one',
  ],
  [
    {
      kind: 'sequence',
      steps: [
        { do: A, without: [A] },
        { do: A, without: [] },
      ],
      hours: 1,
      window,
    },
    'where.steps[0].without',
    'Nothing can stand',
  ],
  [
    { kind: 'funnel', steps: [A], hours: 1, reached: { op: 'exactly', n: 2 }, window },
    'where.reached',
    'only 1 steps',
  ],
  [{ kind: 'regularly', of: A, unit: 'week', least: 5, last: 4 }, 'where.least', 'only 4 weeks'],
  [{ kind: 'moved', trait: 'plan', direction: 'up', order: ['a'], window }, 'where.order', 'at least two'],
  [{ kind: 'seen', which: 'last', is: { op: 'is', values: ['x'] } }, 'where.is', 'a date'],
  [
    {
      kind: 'did',
      of: { act: 'session', where: { kind: 'not', of: { kind: 'users', who: 'any', where: trait } } },
      count: once,
      window,
    },
    'where.of.where.of',
    'Only an account',
  ],
])('[M44] %#: refused with its place and a reason', (where, at, message, subject) => {
  expect(problems(where, subject)[0]).toMatchObject({ at, message: expect.stringContaining(message) })
})

test('[M44] a definition of a newer version says so', () => {
  expect(problems({ kind: 'of another age' }, 'person', 2)).toEqual([
    { at: 'version', message: 'This segment was made by a newer version (2); update first.' },
  ])
})

test('[M44] what stands where it can be asked passes', () => {
  const page: Condition = { kind: 'page', path: { op: 'exists' }, count: { op: 'at-least', n: 1 } }
  const did = { kind: 'did', of: { act: 'session', where: page }, count: once, window }
  expect(problems(did)).toEqual([])
  expect(problems({ kind: 'account', where: { kind: 'users', who: once, where: did } }, 'session')).toEqual(
    [],
  )
  expect(problems({ kind: 'field', field: 'duration', is: { op: 'exists' } }, 'session')).toEqual([])
})
