/**
 * Generated people and visits; generated-conditions.ts asks of them. Values come from small pools, so that conditions meet them, and from the
 * edges: equal times, a window's ends, null, types that look alike, letters whose case folds oddly, odd keys.
 */
import fc, { type Arbitrary } from 'fast-check'
import { CONTEXT_KEY, type Json, type JsonObject, type NewEvent, SOURCES } from '../../contract/event.ts'
import { FAILURE_KINDS, type Failure, type TabFacts } from '../../contract/facts.ts'
import {
  SESSION_FIELD_NAMES,
  SESSION_FIELDS,
  type SessionField,
  type SessionFields,
} from '../../contract/fields.ts'
import { FRUSTRATION_KINDS } from '../../contract/frustration/frustration.ts'
import type { Verdict } from '../../contract/frustration/verdict.ts'
import type { Scalar } from '../../contract/segment/values.ts'
import type { Derived, NewBatch } from '../../server/store/port.ts'
import { batch, derived, event } from '../store/make.ts'

export const DAY = 86_400_000
/** Central European time leaves daylight saving between the first two days. */
export const NOW = Date.UTC(2026, 9, 26, 0)

export const one = <const T>(...values: T[]): Arbitrary<T> => fc.constantFrom<T>(...values)
export const time = fc
  .tuple(one(0, 0.5, 1, 2, 3, 7, 14, 22, 22.5), one(-1, 0, 0, 0, 1))
  .map(([days, ms]) => NOW - days * DAY + ms)

export const scalar: Arbitrary<Scalar> = one<Scalar>(
  ...['Pro', 'pro', 'straße', 'STRASSE', 'İ', 'i̇', '🎉 x', '', '5', 'true', 'null', '[1]', '{"a":1}'],
  ...['2026-10-25', '2026-10-25T02:30:00+02:00', '/pricing', '/Pricing/x', 'ü'],
  ...[0, 1, 5, -1.5, NOW - DAY, true, false],
)
/** Met often, so that conditions part some from others. */
export const common = one<Scalar>('Pro', 'pro', 5, true, '/pricing', '2026-10-25')
const value: Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: common },
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 }) },
  { weight: 1, arbitrary: scalar.map((x): Json => ({ a: x, 'b.c': [x] })) },
)
export const key = one('plan', 'a.b', '__proto__', 'constructor', 'ünï', '"quoted"', "it's")
const object: Arbitrary<JsonObject> = fc
  .array(fc.tuple(key, value), { maxLength: 4 })
  .map(entries => Object.fromEntries(entries))

export const names = one('Bought', 'Bought', 'bought', 'Viewed Home Page', 'Überblick')
const userId = one('ada', 'bob', 'cid', 'null', ...Array<undefined>(6).fill(undefined))
/** One person does most. */
const anonymousId = one('a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'd', 'e', 'f', 'anonymous', undefined)
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
      'identify',
      'page',
      'screen',
      'alias',
      'group',
      'group',
    ),
    name: names,
    userId,
    anonymousId,
    previousId: anonymousId,
    groupId: one('acme', 'acme', 'Initech', '', undefined),
    sessionId: fc.option(sessionId, { nil: undefined }),
    at: time,
    properties: object,
    traits: object,
    source: one(...SOURCES),
    plan: fc.oneof(
      one({}),
      one<Scalar>('Pro', 'pro', 5).map((plan): JsonObject => ({ plan })),
    ),
    operations,
  })
  .map(
    ({
      operations,
      plan,
      name,
      properties,
      traits,
      type,
      userId,
      anonymousId,
      previousId,
      groupId,
      sessionId,
      at,
      source,
    }) => ({
      type,
      at,
      source,
      context: withOperations(operations),
      properties,
      // A plan that often changes, so that some moves go up and some down.
      traits: type === 'identify' || type === 'group' ? { ...traits, ...plan } : {},
      ...(type === 'track' ? { event: name } : {}),
      ...(type === 'page' || type === 'screen' ? { name: 'Home' } : {}),
      ...(userId === undefined ? {} : { userId }),
      ...(anonymousId === undefined ? {} : { anonymousId }),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(type === 'group' && groupId !== undefined ? { groupId } : {}),
      ...(type === 'alias' && previousId !== undefined ? { previousId } : {}),
    }),
  )

export const textField = one<SessionField>('country', 'entryPath', 'browser', 'source')
export const numberField = one<SessionField>('duration', 'pageCount')
export const field = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(textField, numberField) },
  { weight: 1, arbitrary: one(...SESSION_FIELD_NAMES) },
)
export const number = one(0, 1, 5, -1.5, NOW - DAY)
const text = fc.oneof(common, scalar).filter(x => typeof x === 'string')
const fields: Arbitrary<SessionFields> = fc
  .array(fc.tuple(field, number, text), { minLength: 8, maxLength: 16 })
  .map(made =>
    Object.fromEntries(made.map(([name, n, t]) => [name, SESSION_FIELDS[name].type === 'text' ? t : n])),
  )
export const path = one('/', '/pricing', '/Pricing/x', '/straße', '/checkout')

const failure: Arbitrary<Failure> = fc
  .record({
    at: time,
    kind: one(...FAILURE_KINDS),
    message: one('boom', 'Boom!', '500 /api/pay'),
    page: fc.constant(0),
    click: fc.constant(-1),
    source: one('/api/pay', 'https://cdn.test/app.js'),
    status: one(0, 404, 500),
  })
  .chain(made => fc.constantFrom(made, without(made, 'status'), without(made, 'source')))

function without(failure: Failure, key: 'status' | 'source'): Failure {
  const { [key]: _, ...rest } = failure
  return rest
}

const grievance = fc.record({
  kind: one(...FRUSTRATION_KINDS),
  at: time,
  page: path,
  element: one('button#pay', ''),
  name: fc.constant('Pay'),
})

interface Visit {
  batch: NewBatch
  derived: Derived<TabFacts> | null
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
    failures: fc.array(failure, { maxLength: 3 }),
    texts: fc.array(one('Sign up', 'STRASSE 5', 'Your cart is empty'), { maxLength: 2 }),
    found: fc.option(fc.array(grievance, { maxLength: 3 }), { nil: null, freq: 4 }),
    readable: one(true, true, true, true, false),
  })
  .map(({ session, from, anonymousId, userId, source, fields, readable, found, ...recorded }) => {
    const made = batch(
      { session, from, anonymousId, ...(userId === undefined ? {} : { userId }) },
      { source },
    )
    return { batch: made, derived: readable ? derivedOf(made, fields, recorded, found) : null }
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

function derivedOf(
  made: NewBatch,
  fields: SessionFields,
  { pages, failures, texts }: { pages: { at: number; path: string }[]; failures: Failure[]; texts: string[] },
  found: Verdict['found'] | null,
): Derived<TabFacts> {
  const whole = derived(made, fields, pages)
  const tabs = whole.tabs.map(tab => {
    const seen = tab.facts?.pages.map((page, i) => ({ ...page, until: page.at + 30_000 * i })) ?? []
    return { ...tab, facts: tab.facts && { ...tab.facts, pages: seen, failures, texts } }
  })
  return { ...whole, tabs, ...(found ? { verdict: { rules: 1, found } } : {}) }
}
