/**
 * Generated conditions, also such as stand where they cannot be asked, which only a check at the door keeps out.
 * `leaf`: what references are.
 */
import fc, { type Arbitrary, type LetrecTypedTie } from 'fast-check'
import { FAILURE_KINDS } from '../../contract/facts.ts'
import { FRUSTRATION_KINDS } from '../../contract/frustration/frustration.ts'
import type { ActOf, ConditionOf } from '../../contract/segment/segment.ts'
import type { Count, NumberTest, PropertyTest, Scalar, ValueTest } from '../../contract/segment/values.ts'
import type { Window } from '../../contract/segment/windows.ts'
import {
  DAY,
  field,
  key,
  NOW,
  names,
  number,
  numberField,
  one,
  path,
  scalar,
  textField,
} from './generated.ts'

const days = one(0.5, 1, 2, 7, 1 / 3)
const hours = one(1, 12, 24, 168, 500)
const date = one('2026-10-25T00:00:00Z', '2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00Z')

export const valueTest: Arbitrary<ValueTest> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: one('is', 'is-not', 'has-all'),
      values: fc.array(scalar, { minLength: 1, maxLength: 3 }),
    }),
  },
  fc.record({
    op: one('contains', 'not-contains', 'starts', 'ends'),
    text: one('pro', 'PR', 'ss', 'ß', 'İ', 'i', '🎉', '/', 'x', '%', '_'),
  }),
  fc.record({ op: one('greater', 'at-least', 'less', 'at-most'), number: one(-1.5, 0, 1, 5, 1e15) }),
  fc.record({ op: one('before', 'after'), date }),
  fc.record({ op: one('in-last', 'before-last', 'in-next'), days }),
  { weight: 2, arbitrary: fc.record({ op: one('exists', 'missing') }) },
)
const dateTest: Arbitrary<ValueTest> = fc.oneof(
  fc.record({ op: one('before', 'after'), date }),
  fc.record({ op: one('in-last', 'before-last', 'in-next'), days }),
  fc.record({ op: one('exists', 'missing') }),
)
const numberOfField: Arbitrary<ValueTest> = fc.oneof(
  fc.record({ op: one('is', 'is-not'), values: fc.array(number, { minLength: 1, maxLength: 2 }) }),
  fc.record({ op: one('greater', 'at-least', 'less', 'at-most'), number }),
)
const numberTest: Arbitrary<NumberTest> = fc.record({
  op: one('greater', 'at-least', 'less', 'at-most', 'equals'),
  number: one(-1.5, 0, 1, 2, 5, 10, 39),
})
const count: Arbitrary<Count> = fc.record({
  op: one('at-least', 'at-most', 'exactly'),
  n: one(0, 1, 1, 2, 3),
})

const at = one(NOW, NOW - DAY, NOW - 7 * DAY).map(ms => new Date(ms).toISOString())
/** Also windows that hold nothing, and "this session" where none can be. */
const window: Arbitrary<Window> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: one('ever') }) },
  { weight: 3, arbitrary: fc.record({ kind: one('last'), days }) },
  fc.record({ kind: one('since'), at }),
  fc.record({ kind: one('ago'), from: days, to: one(0, 0.5, 1) }),
  fc.record({ kind: one('between'), from: at, to: at }),
  fc.record({
    kind: one('calendar'),
    unit: one('day', 'week', 'month'),
    back: one(0, 1, 2),
    whole: one(true, false),
  }),
  fc.record({ kind: one('since-first'), event: fc.option(names), hours: fc.option(hours) }),
  fc.record({ kind: one('after'), event: names, hours }),
  { weight: 2, arbitrary: fc.record({ kind: one('session') }) },
)

const propertyPath: Arbitrary<string[]> = fc.oneof(
  key.map(name => [name]),
  fc.tuple(key, one('a', 'b.c', 'length')),
)
const propertyTest: Arbitrary<PropertyTest> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ path: propertyPath, is: valueTest }) },
  fc.record({
    path: propertyPath,
    compared: fc.record({
      op: one('equals', 'differs', 'greater', 'at-least', 'less', 'at-most'),
      path: propertyPath,
    }),
  }),
)
const where: Arbitrary<PropertyTest[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<PropertyTest[]>([]) },
  { weight: 1, arbitrary: fc.array(propertyTest, { maxLength: 2 }) },
)
const event = fc.oneof({ weight: 9, arbitrary: names }, one('Viewed Home Screen', 'Never Seen'))
const pathTest = fc.oneof(
  fc.record({ op: one('is', 'is-not'), values: fc.array(path, { minLength: 1 }) }),
  valueTest,
)
const maybe = <T>(made: Arbitrary<T>): Arbitrary<T | null> => fc.option(made, { freq: 2 })

export interface Conditions<Leaf> {
  inSession: Arbitrary<ConditionOf<Leaf>>
  ofPerson: Arbitrary<ConditionOf<Leaf>>
  ofAccount: Arbitrary<ConditionOf<Leaf>>
}

export function conditions<Leaf extends { kind: string }>(leaf: Arbitrary<Leaf>): Conditions<Leaf> {
  type C = ConditionOf<Leaf>
  interface Nodes {
    inSession: C
    ofPerson: C
    ofAccount: C
  }
  const made = fc.letrec<Nodes>((tie: LetrecTypedTie<Nodes>) => {
    const act: Arbitrary<ActOf<Leaf>> = fc.oneof(
      { weight: 4, arbitrary: fc.record({ act: one('event'), event, where }) },
      { weight: 1, arbitrary: fc.record({ act: one('any') }) },
      {
        weight: 2,
        arbitrary: fc.record({
          act: one('page'),
          path: pathTest,
          how: one('viewed', 'entered', 'left'),
          seconds: one(0, 0, 30, 45),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ act: one('session'), where: maybe(tie('inSession')) }),
      },
    )
    const none: ActOf<Leaf>[] = []
    const plain: Arbitrary<ActOf<Leaf>> = fc.oneof(
      fc.record({ act: one('any') }),
      fc.record({ act: one('event'), event: names, where: fc.constant<PropertyTest[]>([]) }),
    )
    const step = fc.record({
      do: fc.oneof(plain, act),
      without: fc.oneof(fc.constant(none), fc.array(act, { maxLength: 2 })),
    })
    const session: Arbitrary<C> = fc.oneof(
      fc.record({ kind: one('field'), field: textField, is: valueTest }),
      fc.record({ kind: one('field'), field: numberField, is: numberOfField }),
      fc.record({ kind: one('field'), field, is: valueTest }),
      fc.record({ kind: one('page'), path: pathTest, count }),
      fc.record({ kind: one('visit'), number: count }),
      fc.record({
        kind: one('finding'),
        of: fc.subarray([...FRUSTRATION_KINDS]),
        page: maybe(pathTest),
        element: maybe(valueTest),
        count,
      }),
      fc.record({
        kind: one('failure'),
        of: fc.subarray([...FAILURE_KINDS]),
        message: maybe(valueTest),
        address: maybe(valueTest),
        status: maybe(numberOfField),
        count,
      }),
      fc.record({ kind: one('text'), contains: one('straße', 'CART', 'x') }),
    )
    const moved: Arbitrary<C> = fc.record({
      kind: one('moved'),
      trait: fc.oneof(one('plan'), key),
      direction: one('up', 'down'),
      order: one<Scalar[]>([], ['pro', 'Pro', 5], ['Pro', 'pro', true]),
      window,
    })
    const trait: Arbitrary<C> = fc.record({ kind: one('trait'), trait: key, is: valueTest })
    const person: Arbitrary<C> = fc.oneof(
      trait,
      moved,
      fc.record({ kind: one('seen'), which: one('first', 'last'), is: dateTest }),
      fc.record({ kind: one('score'), is: numberTest }),
      leaf,
      fc.record({ kind: one('account'), where: tie('ofAccount') }),
    )
    const doing: Arbitrary<C> = fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: one('event'), event, where, count, window }) },
      { weight: 2, arbitrary: fc.record({ kind: one('did', 'days'), of: act, count, window }) },
      fc.record({ kind: one('first'), of: act, window }),
      fc.record({ kind: one('stopped'), of: act, days, before: days }),
      fc.record({ kind: one('resumed'), of: act, days, quiet: days }),
      fc.record({
        kind: one('regularly'),
        of: act,
        unit: one('day', 'week'),
        least: one(1, 2),
        last: one(1, 2, 3),
      }),
      fc.record({
        kind: one('change'),
        of: act,
        direction: one('dropped', 'rose'),
        percent: one(1, 50, 100),
        days,
      }),
      {
        weight: 2,
        arbitrary: fc.record({
          kind: one('sequence'),
          steps: fc.array(step, { minLength: 2, maxLength: 3 }),
          hours,
          window,
        }),
      },
      fc.record({
        kind: one('funnel'),
        steps: fc.array(act, { minLength: 1, maxLength: 3 }),
        hours,
        reached: count,
        window,
      }),
      fc.record({
        kind: one('amount'),
        event,
        where,
        of: one('sum', 'average', 'min', 'max', 'distinct'),
        path: propertyPath,
        is: numberTest,
        window,
      }),
      fc.record({
        kind: one('revenue'),
        events: fc.array(fc.oneof(names, one('Order Refunded')), { minLength: 1, maxLength: 3 }),
        is: numberTest,
        window,
      }),
    )
    const combined = (inner: Arbitrary<C>): Arbitrary<C> =>
      fc.oneof(
        fc.record({ kind: one('and', 'or'), of: fc.array(inner, { minLength: 1, maxLength: 3 }) }),
        fc.record({ kind: one('not'), of: inner }),
      )
    const sessions: Arbitrary<C> = fc.record({ kind: one('session'), where: tie('inSession'), count, window })
    const users: Arbitrary<C> = fc.record({
      kind: one('users'),
      who: fc.oneof(one('any', 'all', 'none'), count),
      where: tie('ofPerson'),
    })
    return {
      inSession: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        { weight: 4, arbitrary: session },
        { weight: 1, arbitrary: person },
        { weight: 3, arbitrary: doing },
        { weight: 3, arbitrary: combined(tie('inSession')) },
        { weight: 1, arbitrary: sessions },
      ),
      ofPerson: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        { weight: 3, arbitrary: doing },
        { weight: 2, arbitrary: person },
        { weight: 1, arbitrary: session },
        { weight: 3, arbitrary: combined(tie('ofPerson')) },
        { weight: 2, arbitrary: sessions },
      ),
      ofAccount: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        { weight: 2, arbitrary: fc.oneof(trait, moved, leaf) },
        { weight: 1, arbitrary: doing },
        { weight: 2, arbitrary: combined(tie('ofAccount')) },
        { weight: 3, arbitrary: users },
      ),
    }
  })
  return made
}
