/**
 * Generated people, visits and segments. Values come from small pools, so that conditions meet them, and from the
 * edges: equal times, a window's ends, null, types that look alike, letters whose case folds oddly, odd keys.
 */
import fc, { type Arbitrary } from 'fast-check'
import { CONTEXT_KEY, type Json, type JsonObject, type NewEvent, SOURCES } from '../../contract/event.ts'
import { SESSION_FIELD_NAMES, SESSION_FIELDS, type SessionFields } from '../../contract/fields.ts'
import type { Count, Scalar, ValueTest, Window } from '../../contract/segment.ts'
import type { Question, ResolvedCondition } from '../../server/segment/question.ts'
import type { Derived, NewBatch } from '../../server/store/port.ts'
import { batch, derived, event } from '../store/make.ts'

const DAY = 86_400_000
/** Central European time leaves daylight saving between the first two days. */
const NOW = Date.UTC(2026, 9, 26, 0)

const one = <const T>(...values: T[]): Arbitrary<T> => fc.constantFrom(...values)
const time = fc.tuple(one(0, 0.5, 1, 2, 7), one(-1, 0, 0, 0, 1)).map(([days, ms]) => NOW - days * DAY + ms)

const scalar: Arbitrary<Scalar> = one<Scalar>(
  ...['Pro', 'pro', 'straße', 'STRASSE', 'İ', 'i̇', '🎉 x', '', '5', 'true', 'null', '[1]', '{"a":1}'],
  ...['2026-10-25', '2026-10-25T02:30:00+02:00', '/pricing', '/Pricing/x', 'ü'],
  ...[0, 1, 5, -1.5, NOW - DAY, true, false],
)
const value: Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 }) },
  { weight: 1, arbitrary: scalar.map((x): Json => ({ a: x, 'b.c': [x] })) },
)
const key = one('plan', 'a.b', '__proto__', 'constructor', 'ünï', '"quoted"', "it's")
const object: Arbitrary<JsonObject> = fc
  .array(fc.tuple(key, value), { maxLength: 4 })
  .map(entries => Object.fromEntries(entries))

const names = one('Bought', 'bought', 'Opened', 'Viewed Home Page', 'Überblick')
const userId = one('ada', 'bob', 'null', undefined, undefined)
const anonymousId = one('a', 'b', 'c', 'anonymous', undefined)
const sessionId = one('session-1', 'session-2', 'session-3', 'session-4')

const operations = fc.option(
  fc
    .tuple(one('$add', '$setOnce', '$append', '$remove', '$clearAll'), key, value)
    .map(([name, trait, given]): JsonObject => ({ [name]: Object.fromEntries([[trait, given]]) })),
  { nil: undefined, freq: 5 },
)

function withOperations(operations: JsonObject | undefined): JsonObject {
  return operations ? { [CONTEXT_KEY]: { operations } } : {}
}

const newEvent: Arbitrary<Partial<NewEvent>> = fc
  .record({
    type: one<NewEvent['type']>(
      'track',
      'track',
      'track',
      'identify',
      'identify',
      'page',
      'screen',
      'alias',
      'group',
    ),
    name: names,
    userId,
    anonymousId,
    previousId: anonymousId,
    sessionId: fc.option(sessionId, { nil: undefined }),
    at: time,
    properties: object,
    traits: object,
    source: one(...SOURCES),
    operations,
  })
  .map(
    ({
      operations,
      name,
      properties,
      traits,
      type,
      userId,
      anonymousId,
      previousId,
      sessionId,
      at,
      source,
    }) => ({
      type,
      at,
      source,
      context: withOperations(operations),
      properties,
      traits: type === 'identify' || type === 'group' ? traits : {},
      ...(type === 'track' ? { event: name } : {}),
      ...(type === 'page' || type === 'screen' ? { name: 'Home' } : {}),
      ...(userId === undefined ? {} : { userId }),
      ...(anonymousId === undefined ? {} : { anonymousId }),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(type === 'alias' && previousId !== undefined ? { previousId } : {}),
    }),
  )

const fields: Arbitrary<SessionFields> = fc
  .record({ text: fc.array(fc.tuple(one(...SESSION_FIELD_NAMES), scalar), { maxLength: 8 }) })
  .map(({ text }) => {
    const made: Record<string, string | number> = {}
    for (const [name, x] of text) {
      const isText = SESSION_FIELDS[name].type === 'text'
      if (typeof x === (isText ? 'string' : 'number')) made[name] = isText ? String(x) : Number(x)
    }
    return made
  })
const path = one('/', '/pricing', '/Pricing/x', '/straße', '/checkout')

interface Visit {
  batch: NewBatch
  derived: Derived | null
}

const visit: Arbitrary<Visit> = fc
  .record({
    session: sessionId,
    from: time,
    anonymousId: one('a', 'b', 'c', 'anonymous'),
    userId,
    source: one(...SOURCES),
    fields,
    pages: fc.array(fc.record({ at: time, path }), { maxLength: 4 }),
    readable: fc.boolean(),
    again: fc.boolean(),
  })
  .map(({ session, from, anonymousId, userId, source, fields, pages, readable, again }) => {
    const made = batch(
      { session, from, anonymousId, ...(userId === undefined ? {} : { userId }) },
      { source },
    )
    return { batch: made, derived: readable || again ? derived(made, fields, pages) : null }
  })

export interface Data {
  /** In order of arrival. */
  arrivals: ({ event: NewEvent } | { visit: Visit })[]
}

export const data: Arbitrary<Data> = fc
  .tuple(
    fc.array(newEvent, { maxLength: 40 }),
    fc.uniqueArray(visit, { selector: made => made.batch.head.session, maxLength: 4 }),
    fc.infiniteStream(fc.nat()),
  )
  .map(([events, visits, order]) => {
    const arrivals: Data['arrivals'] = [
      ...events.map((fields, i) => ({ event: event({ ...fields, messageId: `m${i}` }) })),
      ...visits.map(visit => ({ visit })),
    ]
    const ranked = arrivals.map(arrival => ({ arrival, rank: order.next().value ?? 0 }))
    return { arrivals: ranked.sort((a, b) => a.rank - b.rank).map(({ arrival }) => arrival) }
  })

const valueTest: Arbitrary<ValueTest> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: one('is', 'is-not'),
      values: fc.array(scalar, { minLength: 1, maxLength: 3 }),
    }),
  },
  fc.record({
    op: one('contains', 'not-contains', 'starts', 'ends'),
    text: one('pro', 'PR', 'ss', 'ß', 'İ', 'i', '🎉', '/', 'x', '%', '_'),
  }),
  fc.record({ op: one('greater', 'at-least', 'less', 'at-most'), number: one(-1.5, 0, 1, 5, 1e15) }),
  fc.record({
    op: one('before', 'after'),
    date: one('2026-10-25T00:00:00Z', '2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00Z'),
  }),
  { weight: 2, arbitrary: fc.record({ op: one('exists', 'missing') }) },
)
const count: Arbitrary<Count> = fc.record({
  op: one('at-least', 'at-most', 'exactly'),
  n: one(0, 1, 1, 2, 3),
})
const bounded: Arbitrary<Window> = fc.oneof(
  fc.record({ kind: one('ever') }),
  fc.record({ kind: one('last'), days: one(0.5, 1, 2, 7, 1 / 3) }),
  fc.record({
    kind: one('since'),
    at: one(NOW, NOW - DAY, NOW - 7 * DAY).map(ms => new Date(ms).toISOString()),
  }),
)
/** Also where none can be, as nothing but a check at the door keeps it out. */
const window: Arbitrary<Window> = fc.oneof(
  { weight: 4, arbitrary: bounded },
  { weight: 1, arbitrary: fc.record({ kind: one('session') }) },
)
const propertyPath = fc.oneof(
  key.map(name => [name]),
  fc.tuple(key, one('a', 'b.c', 'length')),
)

const { node } = fc.letrec<{ node: ResolvedCondition }>(tie => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ kind: one('trait'), trait: key, is: valueTest }),
    fc.record({
      kind: one('event'),
      event: fc.oneof({ weight: 9, arbitrary: names }, one('Viewed Home Screen', 'Never Seen')),
      where: fc.array(fc.record({ path: propertyPath, is: valueTest }), { maxLength: 2 }),
      count,
      window,
    }),
    fc.record({ kind: one('page'), path: valueTest, count }),
    fc.record({ kind: one('field'), field: one(...SESSION_FIELD_NAMES), is: valueTest }),
    fc.record({ kind: one('nothing') }),
    fc.record({ kind: one('and', 'or'), of: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: one('not'), of: tie('node') }),
    fc.record({ kind: one('session'), where: tie('node'), count, window }),
  ),
}))

export const question: Arbitrary<Question> = fc.record({
  segment: fc.record({ subject: one('session', 'person'), where: node }),
  asOf: fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: one('at'), time }) },
    { weight: 2, arbitrary: fc.record({ kind: one('session') }) },
  ),
})
