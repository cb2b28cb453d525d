import { describe, expect, it } from 'vitest'
import { checkSegment } from '../../../contract/segment/check.ts'
import {
  type Act,
  type Condition,
  type SegmentDefinition,
  SUBJECTS,
} from '../../../contract/segment/segment.ts'
import { KINDS, kindsFor, madeFor } from '../../../viewer/segments/builder/conditions.ts'
import { ANY_OPS, withOp } from '../../../viewer/segments/builder/tests.ts'
import { filledIn, inserted, isComplete, negated, replaced } from '../../../viewer/segments/builder/tree.ts'
import { conditionWords, sentence } from '../../../viewer/segments/sentence.ts'

const plan: Condition = { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } }
const open: Condition = { kind: 'trait', trait: '', is: { op: 'is', values: [] } }
const ordered: Condition = {
  kind: 'event',
  event: 'Order Completed',
  where: [{ path: ['total'], is: { op: 'greater', number: 100 } }],
  count: { op: 'at-least', n: 3 },
  window: { kind: 'last', days: 7 },
}
const tree: Condition = { kind: 'and', of: [plan, { kind: 'not', of: { kind: 'or', of: [ordered, plan] } }] }

describe('[V30] a tree is changed at one place and nowhere else', () => {
  it('replaces deep down', () => {
    expect(replaced(tree, [1, 0, 1], ordered)).toEqual({
      kind: 'and',
      of: [plan, { kind: 'not', of: { kind: 'or', of: [ordered, ordered] } }],
    })
  })

  it('takes out what becomes empty', () => {
    const without = replaced(tree, [1, 0, 0], null)
    expect(without && replaced(without, [1, 0, 0], null)).toEqual({ kind: 'and', of: [plan] })
    expect(replaced({ kind: 'and', of: [plan] }, [0], null)).toBeNull()
  })

  it('adds to a group, and turns a condition into its opposite and back', () => {
    expect(inserted(tree, [1, 0], plan)).toMatchObject({ of: [plan, { of: { of: [ordered, plan, plan] } }] })
    expect(negated(negated(plan))).toEqual(plan)
  })
})

describe('[V31] the live count leaves out what is still being written', () => {
  it('drops unfilled conditions and the groups they empty', () => {
    expect(filledIn({ kind: 'and', of: [plan, open] })).toEqual({ kind: 'and', of: [plan] })
    expect(filledIn({ kind: 'and', of: [{ kind: 'not', of: open }] })).toBeNull()
    expect(filledIn({ ...ordered, where: [{ path: [''], is: { op: 'exists' } }] })).toBeNull()
    expect(isComplete({ version: 1, subject: 'person', where: tree })).toBe(true)
    expect(isComplete({ version: 1, subject: 'person', where: { kind: 'and', of: [plan, open] } })).toBe(
      false,
    )
  })

  it('every kind of condition, filled in, passes the check', () => {
    for (const of of SUBJECTS) {
      for (const kind of kindsFor({ of, inUsers: false }, '')) {
        const where = filledIn(filled(madeFor(kind, { of, inUsers: false })))
        expect(where, `${of} ${kind.id}`).not.toBeNull()
        const checked = checkSegment({ version: 1, subject: of, where })
        expect(checked, `${of} ${kind.id} ${JSON.stringify(checked)}`).toHaveProperty('definition')
      }
    }
  })

  it('every condition of the contract can be built, and reads as words', () => {
    const made = new Set(KINDS.map(kind => kind.make('person').kind))
    for (const kind of ['not', 'and'] as const) made.add(kind)
    expect([...made].sort()).toEqual(CONDITION_KINDS)
    for (const kind of KINDS) {
      const words = conditionWords(filled(kind.make('session')), id => id)
      expect(words.length, kind.id).toBeGreaterThan(6)
      expect(words, kind.id).not.toContain('…')
    }
  })

  it('conditions are found by other words, too', () => {
    const found = (search: string) => kindsFor({ of: 'person', inUsers: false }, search).map(kind => kind.id)
    expect(found('churn')).toEqual(['stopped'])
    expect(found('halved')).toContain('change')
    expect(found('rage')).toEqual(['finding'])
    expect(found('no such thing')).toEqual([])
  })

  it('every way to test a value keeps to the contract', () => {
    for (const op of ANY_OPS) {
      for (const before of ANY_OPS) {
        const test = withOp(withOp({ op: 'is', values: ['7'] }, before), op)
        const is = 'values' in test && test.values.length === 0 ? { ...test, values: ['x'] } : test
        const where = { kind: 'trait', trait: 'a', is: 'text' in is ? { ...is, text: is.text || 'x' } : is }
        expect(checkSegment({ version: 1, subject: 'person', where }), `${before} ${op}`).toHaveProperty(
          'definition',
        )
      }
    }
  })
})

describe('[V32] a segment reads as a sentence', () => {
  it('says groups, counts, windows and opposites', () => {
    expect(sentence({ version: 1, subject: 'person', where: tree }, id => id)).toBe(
      "People where the person's plan is pro and not (did Order Completed (total is more than 100) at least 3 times in the last 7 days or the person's plan is pro)",
    )
    const never: Condition = {
      ...ordered,
      where: [],
      count: { op: 'exactly', n: 0 },
      window: { kind: 'session' },
    }
    expect(conditionWords(never, id => id)).toBe('did not do Order Completed in this session')
    const long: Condition = { kind: 'field', field: 'duration', is: { op: 'at-least', number: 300_000 } }
    expect(conditionWords(long, id => id)).toBe('duration is at least 5 min')
  })
})

/** The kinds of the contract, by name. */
const CONDITION_KINDS = [
  ...['account', 'amount', 'and', 'change', 'days', 'did', 'event', 'failure', 'field', 'finding', 'first'],
  ...['funnel', 'list', 'moved', 'not', 'or', 'page', 'regularly', 'resumed', 'revenue', 'score', 'seen'],
  ...['segment', 'sequence', 'session', 'stopped', 'text', 'trait', 'users', 'visit'],
]

function filledAct(act: Act): Act {
  if (act.act === 'event') return { ...act, event: 'a' }
  return act.act === 'page' ? { ...act, path: { op: 'is', values: ['/'] } } : act
}

/** Fills the blanks of a condition just made. */
function filled(node: Condition): Condition {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { ...node, of: node.of.map(filled) }
    case 'session':
    case 'account':
    case 'users':
      return { ...node, where: filled(node.where) }
    case 'did':
    case 'days':
    case 'first':
    case 'stopped':
    case 'resumed':
    case 'regularly':
    case 'change':
      return { ...node, of: filledAct(node.of) }
    case 'funnel':
      return { ...node, steps: node.steps.map(filledAct) }
    case 'sequence':
      return { ...node, steps: node.steps.map(step => ({ ...step, do: filledAct(step.do) })) }
    case 'event':
      return { ...node, event: 'a' }
    case 'amount':
      return { ...node, event: 'a', path: ['b'] }
    case 'revenue':
      return { ...node, events: ['a'] }
    case 'trait':
      return { ...node, trait: 'a', is: { op: 'is', values: ['x'] } }
    case 'moved':
      return { ...node, trait: 'a' }
    case 'field':
      return { ...node, is: { op: 'is', values: ['x'] } }
    case 'page':
      return { ...node, path: { op: 'is', values: ['/'] } }
    case 'text':
      return { ...node, contains: 'a' }
    case 'segment':
    case 'list':
      return { ...node, id: 'seg_1' }
    default:
      return node
  }
}

it('[V100] a list of segments names what cannot be asked, and goes on', () => {
  const where = { kind: 'field', field: 'shoeSize', is: { op: 'exists' } }
  const saved: SegmentDefinition = JSON.parse(JSON.stringify({ version: 1, subject: 'session', where }))
  expect(sentence(saved, id => id)).toBe('Matches nobody. There is no such field.')
})
