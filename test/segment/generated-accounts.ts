/** Crowded accounts: few, with users who come at different times, and conditions on what these did as of each session. */
import fc, { type Arbitrary } from 'fast-check'
import type { JsonObject, NewEvent } from '../../contract/event.ts'
import type { Window } from '../../contract/segment/windows.ts'
import type { Question, ResolvedCondition } from '../../server/segment/question.ts'
import { event } from '../store/make.ts'
import { DAY, type Data, NOW, one } from './generated.ts'
import { crowd, DENSE } from './generated-dense.ts'

const time = fc.nat({ max: 56 }).map(quarters => NOW - (quarters * DAY) / 4)
const joined: Arbitrary<Partial<NewEvent>> = fc
  .record({
    ...{ anonymousId: one('a', 'b', 'c', 'd'), at: time, groupId: one('acme', 'acme', 'initech') },
    tier: one('trial', 'team', 'business', null),
  })
  .map(({ tier, ...rest }) => {
    const traits: JsonObject = tier === null ? {} : { tier }
    return { ...rest, type: 'group', traits }
  })

export const companies: Arbitrary<Data> = fc
  .tuple(crowd, fc.array(joined, { minLength: 2, maxLength: 8 }))
  .map(([{ arrivals }, calls]) => ({
    arrivals: [
      ...arrivals,
      ...calls.map((fields, i) => ({ event: event({ ...fields, messageId: `group-${i}` }) })),
    ],
  }))

const at = time.map(ms => new Date(ms).toISOString())
const fixed: Arbitrary<Window> = fc.oneof(
  fc.record({ kind: one('since'), at }),
  fc.record({ kind: one('between'), from: at, to: at }),
  fc.record({ kind: one('last'), days: one(1 / 3, 1 / 7, 0.7, 3) }),
  fc.record({ kind: one('ago'), from: one(5 / 7, 3), to: one(0, 1 / 3) }),
  fc.record({
    ...{ kind: one('calendar'), unit: one('day', 'week', 'month') },
    ...{ back: one(0, 1, 2), whole: one(true, false) },
  }),
)
const tier = fc.record({
  ...{ kind: one('trait'), trait: one('tier') },
  is: fc.oneof(
    fc.record({ op: one('is', 'is-not'), values: one<string[]>(['team'], ['trial', 'business']) }),
    fc.record({ op: one('missing', 'exists') }),
  ),
})
const plan = fc.record({
  ...{ kind: one('trait'), trait: one('plan') },
  is: fc.record({ op: one('is', 'is-not'), values: one<(string | number)[]>([2], ['pro', 1]) }),
})
const firstSeen = fc.record({
  ...{ kind: one('seen'), which: one('first') },
  is: fc.record({ op: one('before', 'after'), date: at }),
})
const count = fc.record({ op: one('at-least', 'at-most', 'exactly'), n: one(0, 1, 2) })
const onPlans = fc.record({
  ...{ kind: one('session'), count, window: fixed },
  where: one<ResolvedCondition>({
    ...{ kind: 'page', path: { op: 'is', values: ['/plans'] } },
    count: { op: 'at-least', n: 1 },
  }),
})
const plainIds = fc.record({ kind: one('ids'), of: one('anonymous'), ids: one<string[]>(['a'], ['b', 'c']) })

/** Of users, by what they are: each has to be seen to hold of some accounts and not of others. */
const OF_USERS = {
  ...DENSE,
  fixed: fc.tuple(DENSE.event, fixed).map(([node, window]) => ({ ...node, window })),
  counted: fc.tuple(DENSE.did, fixed).map(([node, window]) => ({ ...node, window })),
  byDay: fc.tuple(DENSE.days, fixed).map(([node, window]) => ({ ...node, window })),
  ...{ plan, firstSeen, onPlans, plainIds },
} satisfies Record<string, Arbitrary<ResolvedCondition>>

const who = fc.oneof(one('any', 'all', 'none'), count)
const users = (where: Arbitrary<ResolvedCondition>): Arbitrary<ResolvedCondition> =>
  fc.record({ kind: one('users'), who, where })
const some = fc.oneof(...Object.values(OF_USERS))
const moved = fc.record({
  ...{ kind: one('moved'), trait: one('tier'), direction: one('up', 'down'), window: fixed },
  order: one<string[]>(['trial', 'team', 'business']),
})
const together = (part: Arbitrary<ResolvedCondition>): Arbitrary<ResolvedCondition> =>
  fc.oneof(
    fc.record({ kind: one('and', 'or'), of: fc.array(part, { minLength: 2, maxLength: 3 }) }),
    fc.record({ kind: one('not'), of: part }),
  )
const inAccount = (where: Arbitrary<ResolvedCondition>): Arbitrary<ResolvedCondition> =>
  fc.record({ kind: one('account'), where })

const OF_ACCOUNTS: Record<string, Arbitrary<ResolvedCondition>> = {
  ...Object.fromEntries(Object.entries(OF_USERS).map(([name, where]) => [name, users(where)])),
  ...{ tier, moved, together: together(fc.oneof(tier, users(some))) },
  several: users(together(some)),
  circle: users(inAccount(fc.oneof(tier, users(some)))),
}

/** By name of a condition, as of each session. */
export const accountQuestions: Arbitrary<[string, Question][]> = fc.tuple(
  ...Object.entries(OF_ACCOUNTS).map(([name, where]) =>
    fc.tuple(
      fc.constant(name),
      fc.record<Question>({
        segment: fc.oneof(
          fc.record({ subject: one('account'), where }),
          fc.record({ subject: one('person'), where: together(inAccount(where)) }),
          fc.record({ subject: one('session'), where: inAccount(where) }),
        ),
        asOf: fc.constant({ kind: 'session' }),
        zone: one('UTC', 'Europe/Berlin', 'Asia/Beirut'),
      }),
    ),
  ),
)
