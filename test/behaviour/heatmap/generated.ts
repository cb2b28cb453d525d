/** Generated visits: few pages, elements, widths and times, so that they meet; and edges, so that rules are tried. */
import fc, { type Arbitrary } from 'fast-check'
import { ELEMENT_NUMBERS, HEAT_KINDS } from '../../../contract/behaviour/heat.ts'
import type { Click, PageView, TabFacts } from '../../../contract/facts.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import type { Question } from '../../../server/segment/question.ts'
import type { HeatmapQuery, HeatNumber } from '../../../server/store/heatmap-port.ts'
import { facts, T0 } from '../../store/make.ts'

const one = <const T>(...values: T[]): Arbitrary<T> => fc.constantFrom(...values)
export const PAGES = ['/cart', '/product/:id']
const page = one(...PAGES)
const offset = one(0, 10, 10, 250, 900)
const place = one(0, 3, 4, 40, 41, 399, 1_200, 2_950.5)
/** Of a box: its edges, and places in the same eighth of it. */
const share = one(0, 0.3, 0.31, 1)
const element = one('button "Pay"', 'link "Home"', 'div.card')
export const GOAL = 'Order Completed'

const click: Arbitrary<Click> = fc
  .record({
    at: offset,
    pointer: one('mouse', 'mouse', 'touch', 'key'),
    pageX: place,
    pageY: place,
    framed: fc.boolean(),
    within: fc.option(fc.tuple(share, share), { nil: undefined }),
    target: fc.option(element, { freq: 4 }),
    page: one(-1, 0, 0, 1, 1, 2),
  })
  .map(
    ({ framed, target, within, ...rest }): Click => ({
      ...rest,
      ...(within ? { within } : {}),
      ...(framed ? { framed } : {}),
      x: 0,
      y: 0,
      viewport: { width: 0, height: 0 },
      document: null,
      travel: 0,
      receipt: { watched: 0 },
      target:
        target === null
          ? null
          : {
              fingerprint: target,
              name: target,
              role: 'button',
              tag: 'a',
              node: 1,
              expects: 'answer',
              leads: false,
            },
    }),
  )

const view: Arbitrary<Partial<PageView>> = fc.record({
  at: offset,
  pattern: page,
  viewport: fc.record({ width: one(390, 599, 600, 1_280, 1_283, 1_920), height: fc.constant(700) }),
  document: fc.option(fc.record({ width: fc.constant(1_280), height: one(0, 3_000) })),
  seenTo: one(0, 26, 700, 1_225, 3_000),
  inView: fc.array(one(0, 5, 1_500), { maxLength: 4 }),
  moves: fc.option(
    fc.array(fc.tuple(one(0, 3), one(0, 9), one(1, 7)), { maxLength: 3 }).map(cells => cells.flat()),
    { nil: undefined },
  ),
})

const tab: Arbitrary<TabFacts> = fc
  .tuple(fc.array(view, { maxLength: 3 }), fc.array(click, { maxLength: 8 }))
  .map(([views, clicks]) => {
    const made = facts(views.map(() => ({ at: T0, path: '/' })))
    const pages = made.pages.map((known, i) => {
      const { moves, ...rest } = views[i] ?? {}
      return { ...known, ...rest, at: T0 + (rest.at ?? 0), ...(moves ? { moves } : {}) }
    })
    return { ...made, pages, clicks: clicks.map(one => ({ ...one, at: T0 + one.at })) }
  })

const found: Arbitrary<Grievance> = fc
  .record({
    kind: one('rage', 'dead', 'error', 'slow'),
    at: offset.map(ms => T0 + ms),
    page,
    element: fc.constant('button "Pay"'),
    name: fc.constant('Pay'),
    more: fc.option(fc.array(one(10, 240, 650), { minLength: 1, maxLength: 2 }), { nil: undefined }),
  })
  .map(({ more, ...rest }) => ({ ...rest, ...(more ? { more } : {}) }))

const visit = fc.record({
  session: fc.nat({ max: 5 }).map(n => `session-${n}`),
  release: one('1', '2', undefined),
  clickCount: one(0, 1, 2),
  fidelity: one(40, 90, 100, undefined),
  from: one(-5, 0, 5).map(ms => T0 + ms),
  tabs: fc.array(tab, { minLength: 1, maxLength: 2 }),
  found: fc.option(fc.array(found, { maxLength: 4 }), { nil: undefined }),
  goals: fc.array(
    offset.map(ms => T0 + ms),
    { maxLength: 2 },
  ),
})
export type MadeVisit = typeof visit extends Arbitrary<infer V> ? V : never
/** What is found of the known sessions when they are judged again. */
export const judgements = fc.array(fc.option(fc.array(found, { maxLength: 3 }), { nil: undefined }), {
  maxLength: 6,
})
/** Some sessions come twice: what was derived later replaces what was before. */
export const visits = fc.array(visit, { minLength: 1, maxLength: 9 })

/** Asked as of each session, SQL alone tells it. */
const done: Arbitrary<Question> = one<{ asOf: Question['asOf'] }>(
  { asOf: { kind: 'session' } },
  { asOf: { kind: 'at', time: T0 + 500 } },
).map(({ asOf }) => ({
  segment: {
    subject: 'person',
    where: {
      ...{ kind: 'event', event: GOAL, where: [], window: { kind: 'ever' } },
      count: { op: 'at-least', n: 1 },
    },
  },
  asOf,
}))

const ofField: Arbitrary<Question> = one(0, 1, 2).map(number => ({
  segment: {
    subject: 'session',
    where: { kind: 'field', field: 'clickCount', is: { op: 'at-least', number } },
  },
  asOf: { kind: 'at', time: T0 },
}))

const question = fc.oneof({ weight: 3, arbitrary: ofField }, { weight: 1, arbitrary: done })

export const query: Arbitrary<Omit<HeatmapQuery, 'project'>> = fc
  .record({
    page: fc.oneof({ weight: 9, arbitrary: page }, { weight: 1, arbitrary: fc.constant('/nowhere') }),
    kind: one(...HEAT_KINDS),
    widths: one([1, 599], [600, 1_023], [1_024, 20_000], [1, 20_000], [1, 20_000]),
    question: fc.option(question, { nil: undefined }),
    against: fc.oneof(one('rest', undefined), question),
    from: one(T0, undefined, undefined),
    to: one(T0 + 5, undefined, undefined),
    release: one('1', undefined, undefined),
    goal: one(GOAL, undefined),
  })
  .map(({ question, against, from, to, release, goal, ...rest }) => ({
    ...rest,
    ...(question ? { question } : {}),
    ...(against ? { against } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(release === undefined ? {} : { release }),
    ...(goal === undefined ? {} : { goal }),
  }))

/** A number of a heatmap, and of which side. */
export const behind: Arbitrary<{ number: HeatNumber; side: 0 | 1 }> = fc.record({
  side: one(0, 0, 1),
  number: fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({ of: one('reached', 'inView'), from: one(0, 50, 100, 650, 1_200, 2_950) }),
    },
    { weight: 2, arbitrary: fc.record({ of: one(...ELEMENT_NUMBERS), element }) },
  ),
})
