/**
 * Generated people, visits and segments. Values come from small pools, so that conditions meet them, and from the
 * edges: equal times, a window's ends, null, types that look alike, letters whose case folds oddly, odd keys.
 */
import fc, { type Arbitrary, type LetrecTypedTie } from 'fast-check'
import { CONTEXT_KEY, type Json, type JsonObject, type NewEvent, SOURCES } from '../../contract/event.ts'
import {
  SESSION_FIELD_NAMES,
  SESSION_FIELDS,
  type SessionField,
  type SessionFields,
} from '../../contract/fields.ts'
import type { Count, PropertyTest, Scalar, ValueTest } from '../../contract/segment-values.ts'
import type { Window } from '../../contract/segment-windows.ts'
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
/** Met often, so that conditions part some from others. */
const common = one<Scalar>('Pro', 'pro', 5, true, '/pricing', '2026-10-25')
const value: Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: common },
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 }) },
  { weight: 1, arbitrary: scalar.map((x): Json => ({ a: x, 'b.c': [x] })) },
)
const key = one('plan', 'a.b', '__proto__', 'constructor', 'ünï', '"quoted"', "it's")
const object: Arbitrary<JsonObject> = fc
  .array(fc.tuple(key, value), { maxLength: 4 })
  .map(entries => Object.fromEntries(entries))

const names = one('Bought', 'Bought', 'bought', 'Viewed Home Page', 'Überblick')
const userId = one('ada', 'bob', 'cid', 'null', ...Array<undefined>(6).fill(undefined))
const anonymousId = one('a', 'b', 'c', 'd', 'e', 'f', 'anonymous', undefined)
const sessionId = fc.nat({ max: 9 }).map(n => `session-${n}`)

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

const textField = one<SessionField>('country', 'entryPath', 'browser', 'source')
const numberField = one<SessionField>('duration', 'pageCount')
const field = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(textField, numberField) },
  { weight: 1, arbitrary: one(...SESSION_FIELD_NAMES) },
)
const number = one(0, 1, 5, -1.5, NOW - DAY)
const text = fc.oneof(common, scalar).filter(x => typeof x === 'string')
const fields: Arbitrary<SessionFields> = fc
  .array(fc.tuple(field, number, text), { minLength: 8, maxLength: 16 })
  .map(made =>
    Object.fromEntries(made.map(([name, n, t]) => [name, SESSION_FIELDS[name].type === 'text' ? t : n])),
  )
const path = one('/', '/pricing', '/Pricing/x', '/straße', '/checkout')

interface Visit {
  batch: NewBatch
  derived: Derived | null
}

const visit: Arbitrary<Visit> = fc
  .record({
    session: sessionId,
    from: time,
    anonymousId: one('a', 'b', 'c', 'd', 'e', 'f', 'anonymous'),
    userId,
    source: one(...SOURCES),
    fields,
    pages: fc.array(fc.record({ at: time, path }), { maxLength: 4 }),
    readable: one(true, true, true, true, false),
  })
  .map(({ session, from, anonymousId, userId, source, fields, pages, readable }) => {
    const made = batch(
      { session, from, anonymousId, ...(userId === undefined ? {} : { userId }) },
      { source },
    )
    return { batch: made, derived: readable ? derived(made, fields, pages) : null }
  })

export interface Data {
  /** In order of arrival. */
  arrivals: ({ event: NewEvent } | { visit: Visit })[]
}

export const data: Arbitrary<Data> = fc
  .tuple(
    fc.array(newEvent, { maxLength: 40, size: 'max' }),
    fc.uniqueArray(visit, {
      selector: made => made.batch.head.session,
      minLength: 3,
      maxLength: 8,
    }),
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
const propertyPath: Arbitrary<string[]> = fc.oneof(
  key.map(name => [name]),
  fc.tuple(key, one('a', 'b.c', 'length')),
)

const numberTest: Arbitrary<ValueTest> = fc.oneof(
  fc.record({ op: one('is', 'is-not'), values: fc.array(number, { minLength: 1, maxLength: 2 }) }),
  fc.record({ op: one('greater', 'at-least', 'less', 'at-most'), number }),
)
const fieldCondition: Arbitrary<ResolvedCondition> = fc.oneof(
  fc.record({ kind: one('field'), field: textField, is: valueTest }),
  fc.record({ kind: one('field'), field: numberField, is: numberTest }),
  fc.record({ kind: one('field'), field, is: valueTest }),
)
const pageCondition: Arbitrary<ResolvedCondition> = fc.record({
  kind: one('page'),
  path: fc.oneof(fc.record({ op: one('is', 'is-not'), values: fc.array(path, { minLength: 1 }) }), valueTest),
  count,
})
const traitCondition: Arbitrary<ResolvedCondition> = fc.record({
  kind: one('trait'),
  trait: key,
  is: valueTest,
})
const eventCondition: Arbitrary<ResolvedCondition> = fc.record({
  kind: one('event'),
  event: fc.oneof({ weight: 9, arbitrary: names }, one('Viewed Home Screen', 'Never Seen')),
  where: fc.oneof(
    { weight: 2, arbitrary: fc.constant<PropertyTest[]>([]) },
    { weight: 1, arbitrary: fc.array(fc.record({ path: propertyPath, is: valueTest }), { maxLength: 2 }) },
  ),
  count,
  window,
})

interface Nodes {
  /** Where a session is at hand. */
  inSession: ResolvedCondition
  /** Where only a person is; now and then with what belongs to a session, which a check at the door keeps out. */
  ofPerson: ResolvedCondition
}

const { inSession, ofPerson } = fc.letrec<Nodes>((tie: LetrecTypedTie<Nodes>) => {
  const combined = (inner: Arbitrary<ResolvedCondition>): Arbitrary<ResolvedCondition> =>
    fc.oneof(
      fc.record({ kind: one('and', 'or'), of: fc.array(inner, { minLength: 2, maxLength: 3 }) }),
      fc.record({ kind: one('not'), of: inner }),
      fc.record({ kind: one('session'), where: tie('inSession'), count, window }),
    )
  return {
    inSession: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 3, arbitrary: fieldCondition },
      { weight: 2, arbitrary: pageCondition },
      { weight: 2, arbitrary: traitCondition },
      { weight: 3, arbitrary: eventCondition },
      { weight: 3, arbitrary: combined(tie('inSession')) },
    ),
    ofPerson: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 4, arbitrary: traitCondition },
      { weight: 6, arbitrary: eventCondition },
      { weight: 1, arbitrary: fieldCondition },
      { weight: 1, arbitrary: pageCondition },
      { weight: 1, arbitrary: fc.record({ kind: one('nothing') }) },
      { weight: 6, arbitrary: combined(tie('ofPerson')) },
    ),
  }
})

export const question: Arbitrary<Question> = fc.record({
  segment: fc.oneof(
    fc.record({ subject: one('session'), where: inSession }),
    fc.record({ subject: one('person'), where: ofPerson }),
  ),
  asOf: fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: one('at'), time: fc.oneof(fc.constant(NOW), time) }) },
    { weight: 3, arbitrary: fc.record({ kind: one('session') }) },
  ),
})
