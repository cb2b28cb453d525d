import { expect, test } from 'vitest'
import type { Condition, SegmentDefinition } from '../../contract/segment/segment.ts'
import { resolveSegment, type Stored } from '../../server/segment/resolve.ts'

const field: Condition = { kind: 'field', field: 'device', is: { op: 'is', values: ['phone'] } }
const trait: Condition = { kind: 'trait', trait: 'plan', is: { op: 'exists' } }
const refer = (id: string): Condition => ({ kind: 'segment', id })
const lists: Record<string, ReturnType<Stored['list']>> = {
  vips: { of: 'user', ids: ['ada'] },
  visits: { of: 'session', ids: ['s1'] },
  firms: { of: 'account', ids: ['acme'] },
}
const define = (where: Condition, subject: SegmentDefinition['subject'] = 'session'): SegmentDefinition => ({
  version: 1,
  subject,
  where,
})
const stored = (known: Record<string, SegmentDefinition>): Stored => ({
  segment: id => known[id],
  list: id => lists[id],
})
const resolve = (where: Condition, known: Record<string, SegmentDefinition> = {}, ownId?: string) =>
  resolveSegment(define(where), stored(known), ownId)

test('[M19] a reference becomes the tree it names', () => {
  const known = { pros: define(trait, 'person'), phones: define({ kind: 'not', of: refer('pros') }) }
  expect(resolve({ kind: 'and', of: [refer('phones'), field] }, known)).toEqual({
    segment: { subject: 'session', where: { kind: 'and', of: [{ kind: 'not', of: trait }, field] } },
    problems: [],
  })
})

test('[M19] a segment that refers to itself, to nothing, or to sessions where none is, matches nothing and says where', () => {
  const known = { self: define(refer('self')), phones: define(field) }
  const cases: [ReturnType<typeof resolve>, string][] = [
    [resolve({ kind: 'not', of: refer('gone') }, known), 'where.of'],
    [resolve({ kind: 'or', of: [field, refer('self')] }, known), 'where.of[1]'],
    [resolve(refer('mine'), { mine: define(field) }, 'mine'), 'where'],
    [resolveSegment(define(refer('phones'), 'person'), stored(known)), 'where'],
  ]
  for (const [{ segment, problems }, at] of cases) {
    expect(segment.where).toEqual({ kind: 'nothing' })
    expect(problems.map(problem => problem.at)).toEqual([at])
  }
})

test('[M19] trees grown too large or too deep by references match nothing', () => {
  const wide = define({ kind: 'or', of: Array.from({ length: 300 }, () => field) })
  expect(resolve({ kind: 'or', of: [refer('wide'), refer('wide')] }, { wide }).segment.where.kind).toBe(
    'nothing',
  )
  const chain: Record<string, SegmentDefinition> = { s0: define(field) }
  for (let i = 1; i < 60; i++) chain[`s${i}`] = define({ kind: 'not', of: refer(`s${i - 1}`) })
  expect(resolve(refer('s19'), chain).problems).toEqual([])
  expect(resolve(refer('s20'), chain).segment.where).toEqual({ kind: 'nothing' })
})

test('[M19] a list becomes its ids; what is asked of an account is asked of the person’s accounts', () => {
  const list = (id: string): Condition => ({ kind: 'list', id })
  expect(resolve(list('vips')).segment.where).toEqual({ kind: 'ids', of: 'user', ids: ['ada'] })
  const firms = { kind: 'ids', of: 'account', ids: ['acme'] }
  expect(resolve(list('firms')).segment.where).toEqual({ kind: 'account', where: firms })
  const big = define({ kind: 'users', who: 'any', where: list('vips') }, 'account')
  expect(resolve(refer('big'), { big }).segment.where).toEqual({
    kind: 'account',
    where: { kind: 'users', who: 'any', where: { kind: 'ids', of: 'user', ids: ['ada'] } },
  })
  const of = (where: Condition) => resolveSegment(define(where, 'person'), stored({ big })).problems
  expect(of(list('visits'))).toMatchObject([
    { at: 'where', message: expect.stringContaining('about sessions') },
  ])
  expect(of(list('none'))).toMatchObject([{ message: 'The list referred to here is gone.' }])
  const inUsers: Condition = { kind: 'account', where: { kind: 'users', who: 'all', where: refer('big') } }
  expect(of(inUsers)).toMatchObject([
    { at: 'where.where.where', message: expect.stringContaining('cannot be asked') },
  ])
})
