/**
 * Crowded histories: few people, few names, many events close together, so that orders, breaks, changes and moves are
 * there to be found; and conditions on nothing else.
 */
import fc, { type Arbitrary } from 'fast-check'
import type { NewEvent } from '../../contract/event.ts'
import type { Count, PropertyTest, Scalar } from '../../contract/segment/values.ts'
import type { Window } from '../../contract/segment/windows.ts'
import type { Question, ResolvedAct, ResolvedCondition } from '../../server/segment/question.ts'
import { batch, derived, event } from '../store/make.ts'
import { DAY, type Data, NOW, one } from './generated.ts'

/** Also such as meet to the millisecond. */
const time = fc.nat({ max: 56 }).map(quarters => NOW - (quarters * DAY) / 4)
const who = one('a', 'a', 'a', 'b', 'b', 'c')
const name = one('A', 'A', 'B', 'B', 'C')
const plan = one<Scalar>(1, 2, 2, 3, 'basic', 'pro')

const happened: Arbitrary<Partial<NewEvent>> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        ...{ event: name, anonymousId: who, at: time, n: one(1, 2, 5, 0.1, 0.7) },
        sessionId: one('session-0', 'session-1', 'session-2'),
      })
      .map(({ n, ...rest }) => ({ ...rest, properties: { n } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ anonymousId: who, at: time, plan })
      .map(({ plan, ...rest }) => ({ ...rest, type: 'identify' as const, traits: { plan } })),
  },
)

const PAGE = '/plans'
const came = fc.record({ anonymousId: who, at: time })

export const crowd: Arbitrary<Data> = fc
  .tuple(
    fc.array(happened, { minLength: 20, maxLength: 60, size: 'max' }),
    fc.array(came, { minLength: 2, maxLength: 6 }),
  )
  .map(([all, visits]) => ({
    arrivals: [
      ...all.map((fields, i) => ({ event: event({ ...fields, messageId: `m${i}` }) })),
      ...visits.map(({ anonymousId, at }, i) => {
        const made = batch({ session: `session-${i}`, anonymousId, from: at })
        return {
          visit: {
            batch: made,
            derived: derived(made, { entryPath: PAGE, exitPath: PAGE }, [{ at, path: PAGE }]),
          },
        }
      }),
    ],
  }))

const where: PropertyTest[] = []
const act: Arbitrary<ResolvedAct> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: one('event'), event: name, where: fc.constant(where) }) },
  { weight: 1, arbitrary: fc.record({ act: one('any') }) },
  { weight: 1, arbitrary: fc.record({ act: one('session'), where: fc.constant(null) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: one('page'),
      path: fc.record({ op: one('is'), values: fc.constant<Scalar[]>([PAGE]) }),
      ...{ how: one('viewed', 'entered', 'left'), seconds: one(0) },
    }),
  },
)
const days = one(1, 2, 3.5, 7)
const hours = one(6, 12, 24, 72)
const count: Arbitrary<Count> = fc.record({ op: one('at-least', 'at-most', 'exactly'), n: one(1, 2, 3, 5) })
const window: Arbitrary<Window> = fc.oneof(
  fc.record({ kind: one('ever') }),
  fc.record({ kind: one('last'), days }),
  fc.record({ kind: one('ago'), from: one(7, 10), to: days }),
  fc.record({ kind: one('after'), event: name, hours }),
  fc.record({ kind: one('since-first'), event: fc.option(name), hours: fc.option(hours) }),
)
const none: ResolvedAct[] = []

/** By kind, so that each can be seen to hold of some and not of others. */
export const DENSE = {
  event: fc.record({ kind: one('event'), event: name, where: fc.constant(where), count, window }),
  did: fc.record({ kind: one('did'), of: act, count, window }),
  amount: fc.record({
    ...{ kind: one('amount'), event: name, where: fc.constant(where), window },
    ...{ of: one('sum', 'sum', 'min', 'max', 'average', 'distinct'), path: one('n').map(key => [key]) },
    is: fc.record({ op: one('at-least', 'less'), number: one(2, 4, 6, 0.1 + 0.7 + 0.7) }),
  }),
  days: fc.record({ kind: one('days'), of: act, count, window }),
  first: fc.record({ kind: one('first'), of: act, window }),
  stopped: fc.record({ kind: one('stopped'), of: act, days, before: days }),
  resumed: fc.record({ kind: one('resumed'), of: act, days, quiet: one(0.5, 1, 2) }),
  regularly: fc.record({
    kind: one('regularly'),
    of: act,
    unit: one('day', 'week'),
    least: one(1, 2, 3),
    last: one(2, 4),
  }),
  change: fc.record({
    ...{ kind: one('change'), of: act, days },
    ...{ direction: one('dropped', 'rose'), percent: one(10, 50, 100) },
  }),
  sequence: fc.record({
    kind: one('sequence'),
    steps: fc.array(
      fc.record({
        do: act,
        without: fc.oneof(fc.constant(none), fc.array(act, { minLength: 1, maxLength: 2 })),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    ...{ hours, window },
  }),
  funnel: fc.record({
    kind: one('funnel'),
    steps: fc.array(act, { minLength: 2, maxLength: 4 }),
    ...{ hours, reached: count, window },
  }),
  moved: fc.record({
    ...{ kind: one('moved'), trait: one('plan'), direction: one('up', 'down'), window },
    order: one<Scalar[]>([], ['basic', 'pro'], [1, 2, 3, 'basic', 'pro']),
  }),
} as const satisfies Record<string, Arbitrary<ResolvedCondition>>

const thisSession = fc.constant({ kind: 'session' } as const)
const IN_SESSION = {
  ...{ event: DENSE.event, did: DENSE.did, days: DENSE.days, amount: DENSE.amount },
  ...{ sequence: DENSE.sequence, funnel: DENSE.funnel, first: DENSE.first },
} satisfies Record<string, Arbitrary<ResolvedCondition>>
/** The same in the window "this session". */
const DENSE_SESSIONS = Object.values(IN_SESSION).map(condition =>
  fc.tuple(condition, thisSession).map(([node, window]): ResolvedCondition => ({ ...node, window })),
)

/** Of persons, as of a moment among what happened, or of each session. */
export const denseQuestions: Arbitrary<Question[]> = questionsOf('person', Object.values(DENSE))
export const denseSessionQuestions: Arbitrary<Question[]> = questionsOf('session', DENSE_SESSIONS)

function questionsOf(
  subject: 'person' | 'session',
  conditions: Arbitrary<ResolvedCondition>[],
): Arbitrary<Question[]> {
  return fc.tuple(
    ...conditions.map(condition =>
      fc.record({
        segment: fc.record({ subject: one(subject), where: condition }),
        asOf: fc.oneof(
          { weight: 3, arbitrary: fc.record({ kind: one('at'), time: fc.oneof(fc.constant(NOW), time) }) },
          { weight: 1, arbitrary: fc.record({ kind: one('session') }) },
        ),
        zone: one('UTC', 'Europe/Berlin'),
      }),
    ),
  )
}
