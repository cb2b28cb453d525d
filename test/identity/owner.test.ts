import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NewEvent } from '../../contract/event.ts'
import { type Link, linksOf } from '../../server/identity/link.ts'
import { mergesOf } from '../../server/identity/merge.ts'
import { MAX_ANONYMOUS_IDS, namingLink, ownersOf } from '../../server/identity/owner.ts'
import { identityOf, isUsable, personId } from '../../server/identity/person-id.ts'

const link = (anonymousId: string, userId: string, at: number, rest: Partial<Link> = {}): Link => ({
  anonymousId,
  userId,
  at,
  messageId: `m${at}`,
  by: 'seen',
  ...rest,
})
const ALIAS: NewEvent['type'] = 'alias'
const nobody = () => false

test('[I1] a person id says project, kind and id, and nothing else', () => {
  const id = personId('shop', { kind: 'user', id: 'ada' })
  expect(id).toMatch(/^p_[0-9a-f]{16}$/)
  expect(personId('shop', { kind: 'user', id: 'ada' })).toBe(id)
  expect(personId('shop', { kind: 'anonymous', id: 'ada' })).not.toBe(id)
  expect(personId('other', { kind: 'user', id: 'ada' })).not.toBe(id)
})

test.each([
  ...[
    'null',
    'NULL',
    ' undefined ',
    'anonymous',
    '0',
    '-1',
    '000',
    '00000000-0000-0000-0000-000000000000',
    '',
    ' ',
  ],
  ...['NaN', '[object Object]', 'true', 'False', 'guest', 'none', '---', 'unknown', '(not set)', 'n/a'],
])('[I2] %j says nothing', id => {
  expect(isUsable(id)).toBe(false)
  expect(identityOf({ userId: id, anonymousId: id })).toBeNull()
})

test.each(['ada', '1', '10', 'nullius', 'a-1', '0x7f', 'ünï', '🎉'])('[I2] %j says who it is', id => {
  expect(isUsable(id)).toBe(true)
})

test('[I2] a user id counts before an anonymous id', () => {
  expect(identityOf({ userId: 'ada', anonymousId: 'a' })).toEqual({ kind: 'user', id: 'ada' })
  expect(identityOf({ userId: 'null', anonymousId: 'a' })).toEqual({ kind: 'anonymous', id: 'a' })
})

test('[I3] the earliest link owns, by time, then messageId', () => {
  const links = [link('a', 'bob', 5), link('a', 'ada', 4), link('b', 'bob', 7, { messageId: 'z' })]
  expect(Object.fromEntries(ownersOf([...links, link('b', 'ada', 7, { messageId: 'y' })], nobody))).toEqual({
    a: 'ada',
    b: 'ada',
  })
})

test('[I4] a user keeps the earliest hundred anonymous ids', () => {
  const links = Array.from({ length: MAX_ANONYMOUS_IDS + 5 }, (_, i) => link(`a${i}`, 'ada', 1_000 - i))
  const owners = ownersOf(links, nobody)
  expect(owners.size).toBe(MAX_ANONYMOUS_IDS)
  expect(owners.has('a0')).toBe(false)
  expect(owners.has('a104')).toBe(true)
})

test('[I5] an alias of itself says nothing; of a user it is refused, and the next link owns', () => {
  const said = { type: ALIAS, at: 1, messageId: 'm' }
  expect(linksOf({ ...said, previousId: 'ada', userId: 'ada' })).toEqual([])
  expect(linksOf({ ...said, previousId: 'a', userId: 'ada' })).toEqual([
    link('a', 'ada', 1, { messageId: 'm', by: 'alias' }),
  ])
  expect(linksOf({ ...said, type: 'track', previousId: 'a', userId: 'ada' })).toEqual([])
  const links = [link('bob', 'ada', 1, { by: 'alias' }), link('bob', 'cid', 2)]
  expect(ownersOf(links, id => id === 'bob').get('bob')).toBe('cid')
  expect(ownersOf(links, nobody).get('bob')).toBe('ada')
})

test('[I8] every link is kept as a merge or a refusal with its reason', () => {
  const links = [
    link('a', 'ada', 1),
    link('a', 'ada', 9),
    link('a', 'ada', 3, { by: 'alias' }),
    link('a', 'bob', 2),
    link('null', 'ada', 4),
    link('bob', 'ada', 5, { by: 'alias' }),
  ]
  const owners = ownersOf(links, id => id === 'bob')
  const merges = mergesOf(links, {
    isUser: id => id === 'bob',
    ownerOf: id => owners.get(id),
    namedBy: id =>
      namingLink(
        links.filter(one => one.anonymousId === id),
        other => other === 'bob',
      ),
  })
  expect(merges.map(({ at, outcome, reason }) => [at, outcome, reason])).toEqual([
    [1, 'merged', 'naming-link'],
    [2, 'refused', 'other-user-first'],
    [3, 'merged', 'same-user-again'],
    [4, 'refused', 'blocked-id'],
    [5, 'refused', 'two-users'],
  ])
})

test('[I9] no order of arrival gives other owners', () => {
  const anyLink = fc.record({
    anonymousId: fc.constantFrom('a', 'b', 'c', 'ada', 'null'),
    userId: fc.constantFrom('ada', 'bob', 'guest'),
    at: fc.integer({ min: 0, max: 3 }),
    messageId: fc.constantFrom('m1', 'm2', 'm3'),
    by: fc.constantFrom<Link['by'][]>('seen', 'alias'),
  })
  const arrivals = fc
    .array(anyLink, { maxLength: 30 })
    .chain(links => fc.tuple(fc.constant(links), fc.shuffledSubarray(links, { minLength: links.length })))
  fc.assert(
    fc.property(arrivals, ([one, other]) => {
      const isUser = (id: string) => one.some(({ userId }) => userId === id)
      expect(new Map([...ownersOf(other, isUser)].sort())).toEqual(new Map([...ownersOf(one, isUser)].sort()))
    }),
  )
})
