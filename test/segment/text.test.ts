import fc, { type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import type { Reference, SegmentDefinition } from '../../contract/segment/segment.ts'
import { parseSegment } from '../../server/segment/text/parse.ts'
import { printSegment } from '../../server/segment/text/print.ts'
import { one } from './generated.ts'
import { conditions } from './generated-conditions.ts'

const leaf: Arbitrary<Reference> = fc.record({
  kind: one('segment', 'list'),
  id: fc.string({ minLength: 1 }),
})
const { inSession, ofPerson, ofAccount } = conditions(leaf)
const version = one(1)
const definition: Arbitrary<SegmentDefinition> = fc.oneof(
  fc.record({ version, subject: one('session'), where: inSession }),
  fc.record({ version, subject: one('person'), where: ofPerson }),
  fc.record({ version, subject: one('account'), where: ofAccount }),
)

test('[M60] what is written of a segment reads as the same segment', () => {
  fc.assert(
    fc.property(definition, made => {
      const text = printSegment(made)
      expect(parseSegment(text), text).toEqual({ definition: made })
    }),
    { numRuns: 3_000, interruptAfterTimeLimit: 20_000 },
  )
})

test('[M60] it is a sentence', () => {
  const text =
    'person where did "Order Completed" where ("total" >= 100) at least 3 times in last 7 days and not (session where (country is "DE" or "AT"))'
  const read = parseSegment(text)
  expect(read).toMatchObject({
    definition: {
      subject: 'person',
      where: {
        kind: 'and',
        of: [
          {
            kind: 'event',
            event: 'Order Completed',
            count: { op: 'at-least', n: 3 },
            window: { kind: 'last', days: 7 },
          },
          { kind: 'not', of: { kind: 'session' } },
        ],
      },
    },
  })
  if ('definition' in read) expect(printSegment(read.definition)).toBe(text)
  expect(parseSegment('PERSON where DID "A" OR did "B" and did "C"')).toMatchObject({
    definition: {
      where: { kind: 'or', of: [{ event: 'A' }, { kind: 'and', of: [{ event: 'B' }, { event: 'C' }] }] },
    },
  })
})

test('[M60] whom it is about may be written as many', () => {
  const subjects = ['people', 'persons', 'Sessions', 'accounts'].map(word => {
    const read = parseSegment(`${word} where did "A"`)
    return 'definition' in read ? read.definition.subject : read.error.message
  })
  expect(subjects).toEqual(['person', 'person', 'session', 'account'])
})

test.each([
  ['visitor where did "A"', 0, 7, 'Expected "session" or "person" or "account"'],
  ['person where did "A', 17, 19, 'no closing quotation mark'],
  ['person where did "A" and', 24, 24, 'Expected a condition, as:'],
  ['person where trait "plan" equals "x"', 26, 32, 'Expected a test'],
  ['person where did "A" in last x days', 29, 30, 'Expected how many days, but this is "x"'],
  ['person where did "A" ; did "B"', 21, 22, 'This sign says nothing here.'],
  ['person where (did "A"', 21, 21, 'Expected ")", but the query ends.'],
  ['person where did "A" did "B"', 21, 24, '"and", "or" or the end'],
])('[M61] %j: what cannot be read is refused with its place', (text, from, to, message) => {
  expect(parseSegment(text)).toMatchObject({ error: { from, to, message: expect.stringContaining(message) } })
})

test('[M61] brackets without end, and any other text, end in an error or a segment', () => {
  expect(parseSegment(`person where ${'('.repeat(100_000)}`)).toHaveProperty('error')
  expect(parseSegment(`person where ${'not '.repeat(100_000)}`)).toHaveProperty('error')
  const words = [
    'person',
    'where',
    'did',
    '"A"',
    'and',
    'or',
    'not',
    '(',
    ')',
    'at least',
    '3',
    'in last',
    'session',
    'page',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 20 }), parts => {
      expect(Object.keys(parseSegment(`person where ${parts.join(' ')}`))).toHaveLength(1)
    }),
    { interruptAfterTimeLimit: 5_000 },
  )
})
