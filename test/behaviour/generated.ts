/** Generated deeds: few people, few names, times that often coincide, so that ties, repeats and windows are met. */
import fc, { type Arbitrary } from 'fast-check'
import { type Funnel, funnelSchema } from '../../contract/behaviour/funnel.ts'
import type { Step, StepInput } from '../../contract/behaviour/step.ts'
import type { Json, NewEvent } from '../../contract/event.ts'
import type { Click, TabFacts } from '../../contract/facts.ts'
import type { Steps } from '../../server/behaviour/attempt.ts'
import { AFTER_ANOTHER, type Whom } from '../../server/behaviour/deeds.ts'
import type { ResolvedSegment } from '../../server/segment/question.ts'
import type { Derived, NewBatch } from '../../server/store/port.ts'
import { batch, derived, event } from '../store/make.ts'

const one = <const T>(...values: T[]): Arbitrary<T> => fc.constantFrom(...values)
export const NOON = Date.UTC(2026, 9, 24, 12)
export const HOUR = 3_600_000
/** Over the end of daylight saving in Central Europe. */
const moment = fc
  .tuple(one(0, 1, 2, 12, 24, 36, 48, 72, 24 * 8), one(0, 0, 0, 1, 500))
  .map(([hours, ms]) => NOON + hours * HOUR + ms)
const PATTERNS = ['/', '/cart', '/pay']
const ELEMENTS = ['button[Buy]', 'button[Help]', 'link[Home]']

const VALUES: Json[] = [1, 2, 'x', null, true]

const newEvent: Arbitrary<NewEvent> = fc
  .record({
    name: one('A', 'B', 'C'),
    anonymousId: one('a', 'b', 'c', undefined),
    userId: one('ada', undefined, undefined),
    sessionId: one('s0', 's1', 's2', 's3', undefined),
    at: moment,
    messageId: fc.nat({ max: 500 }),
    p: fc.constantFrom(...VALUES),
    plan: one('pro', 'free', undefined),
  })
  .map(({ name, at, messageId, p, plan, ...ids }) => {
    return event({
      type: plan === undefined ? 'track' : 'identify',
      at,
      messageId: `m${messageId}`,
      ...(plan === undefined ? { event: name, properties: { p } } : { traits: { plan } }),
      ...(ids.anonymousId === undefined ? {} : { anonymousId: ids.anonymousId }),
      ...(ids.userId === undefined ? {} : { userId: ids.userId }),
      ...(ids.sessionId === undefined ? {} : { sessionId: ids.sessionId }),
    })
  })

export interface GeneratedVisit {
  batch: NewBatch
  derived: Derived<TabFacts>
}

const visit: Arbitrary<GeneratedVisit> = fc
  .record({
    n: fc.nat({ max: 4 }),
    anonymousId: one('a', 'b', 'c'),
    from: moment,
    pages: fc.array(fc.record({ at: moment, path: one(...PATTERNS) }), { minLength: 1, maxLength: 4 }),
    clicks: fc.array(
      fc.record({
        page: fc.nat({ max: 3 }),
        after: one(0, 1, 500),
        of: fc.nat({ max: 2 }),
        called: one(undefined, undefined, '[Order]', '[Buy]'),
      }),
      {
        maxLength: 5,
      },
    ),
    country: one('AT', 'DE', undefined),
    activeTime: one(0, 1_000, 7_000, undefined),
    rageClicks: one(0, 1, 3),
    found: fc.array(fc.record({ kind: one('rage', 'dead'), at: moment }), { maxLength: 3 }),
  })
  .map(({ n, anonymousId, from, pages, clicks, country, activeTime, rageClicks, found }) => {
    const made = batch({ session: `s${n}`, anonymousId, from })
    const fields = {
      rageClicks,
      ...(country === undefined ? {} : { country }),
      ...(activeTime === undefined ? {} : { activeTime }),
    }
    const result = derived(made, fields, pages)
    if (found.length > 0) {
      const where = { page: '/', element: '', name: '' }
      result.verdict = { rules: 1, found: found.map(one => ({ ...one, ...where })) }
    }
    const facts = result.tabs[0]?.facts
    if (facts) {
      facts.clicks = clicks.map(({ page, after, of, called }) => {
        const place = Math.min(page, pages.length - 1)
        return press(place, pages[place]!.at + after, ELEMENTS[of]!, called)
      })
    }
    return { batch: made, derived: result }
  })

/** `called`: what it said, where that is not what it says mostly. */
export function press(page: number, at: number, fingerprint: string, called?: string): Click {
  return {
    at,
    pointer: 'mouse',
    x: 1,
    y: 1,
    pageX: 1,
    pageY: 1,
    viewport: { width: 1280, height: 900 },
    document: null,
    target: {
      node: 1,
      fingerprint,
      role: 'button',
      tag: 'button',
      name: called ?? fingerprint.slice(fingerprint.indexOf('[')),
      expects: 'answer',
      leads: false,
    },
    page,
    travel: 0,
    receipt: { watched: 1 },
  }
}

export interface Happened {
  events: NewEvent[]
  visits: GeneratedVisit[]
}

export const happened: Arbitrary<Happened> = fc.record({
  events: fc.uniqueArray(newEvent, { selector: made => made.messageId, maxLength: 40, size: 'max' }),
  visits: fc.uniqueArray(visit, { selector: made => made.batch.head.session, maxLength: 5 }),
})

type PropertyIs = Extract<Step, { kind: 'event' }>['where'][number]

export const step: Arbitrary<StepInput> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: one('event'), event: one('A', 'B', 'C') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: one('event'),
      event: one('A', 'B'),
      where: fc.constant<PropertyIs[]>([{ path: ['p'], is: { op: 'is', values: [1, 'x'] } }]),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: one('page'), page: one(...PATTERNS, '/never') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: one('click'),
      element: one(...ELEMENTS, ''),
      name: one('', '', '[Buy]', '[Order]'),
      page: one('', '', '/cart'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: one('session') }) },
)

export const funnel: Arbitrary<Funnel> = fc
  .record({
    steps: fc.array(step, { minLength: 2, maxLength: 4 }),
    order: one('ordered', 'ordered', 'strict', 'any'),
    windowMs: one(1, HOUR, 12 * HOUR, 24 * HOUR, 40 * 24 * HOUR),
    per: one('person', 'person', 'session'),
    attempts: one('best', 'best', 'first', 'every'),
    exclusions: fc.array(fc.record({ step, after: one(1, 2), before: one(2, 3) }), { maxLength: 1 }),
    hold: one(null, null, ['p']),
    breakdown: one(
      null,
      { by: 'property' as const, path: ['p'] },
      { by: 'field' as const, field: 'country' as const },
      { by: 'trait' as const, trait: 'plan' },
    ),
    judged: one('start', 'asked'),
  })
  .map(made => funnelSchema.parse(made))

const definitions: ResolvedSegment[] = [
  {
    subject: 'person',
    where: { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } },
  },
  {
    subject: 'person',
    where: {
      kind: 'event',
      event: 'A',
      where: [],
      count: { op: 'at-least', n: 1 },
      window: { kind: 'last', days: 1 },
    },
  },
  {
    subject: 'person',
    where: {
      kind: 'or',
      of: [
        { kind: 'not', of: { kind: 'trait', trait: 'plan', is: { op: 'is-not', values: ['free'] } } },
        {
          kind: 'did',
          of: { act: 'session', where: null },
          count: { op: 'at-least', n: 2 },
          window: { kind: 'last', days: 2 },
        },
      ],
    },
  },
  {
    subject: 'person',
    where: {
      kind: 'and',
      of: [
        { kind: 'trait', trait: 'plan', is: { op: 'missing' } },
        { kind: 'did', of: { act: 'any' }, count: { op: 'at-most', n: 2 }, window: { kind: 'ever' } },
      ],
    },
  },
  {
    subject: 'session',
    where: { kind: 'field', field: 'country', is: { op: 'is', values: ['AT'] } },
  },
]

export const whom: Arbitrary<Whom> = fc
  .record({ nth: fc.nat({ max: definitions.length }), others: fc.boolean(), judged: one('start', 'asked') })
  .map(({ nth, others, judged }) => {
    const definition = definitions[nth]
    if (!definition) return { judged }
    const segment = definition
    return { judged, others, question: { segment, asOf: { kind: 'at', time: NOON + 24 * HOUR } } }
  })

/** Deeds of one unit in order, for the folds themselves; some with something else before them. */
export interface Deed {
  at: number
  mask: number
  value: string | null
}

export const deeds: Arbitrary<Deed[]> = fc
  .array(
    fc
      .record({
        at: fc.nat({ max: 12 }),
        mask: fc.nat({ max: 31 }),
        value: one('x', 'y', null),
        after: one(0, 0, 1),
      })
      .map(({ at, mask, value, after }) => ({ at, mask: mask | (after * AFTER_ANOTHER), value })),
    { maxLength: 14, size: 'max' },
  )
  .map(all => all.sort((a, b) => a.at - b.at))

export function columnsOf(all: readonly Deed[]): Steps {
  return {
    at: all.map(({ at }) => at),
    mask: all.map(({ mask }) => mask),
    value: all.map(({ value }) => value),
  }
}
