import fc, { type Arbitrary } from 'fast-check'
import type { Question, Resolved } from '../../server/segment/question.ts'
import { NOW, one, time } from './generated.ts'
import { conditions } from './generated-conditions.ts'

const leaf: Arbitrary<Resolved> = fc.oneof(
  fc.record({ kind: one('nothing') }),
  fc.record({ kind: one('ids'), of: one('user'), ids: fc.subarray(['ada', 'bob', 'null', 'nobody']) }),
  fc.record({ kind: one('ids'), of: one('anonymous'), ids: fc.subarray(['a', 'b', 'c', 'anonymous']) }),
  fc.record({
    kind: one('ids'),
    of: one('session'),
    ids: fc.subarray(['session-1', 'session-2', 'session-3']),
  }),
  fc.record({ kind: one('ids'), of: one('account'), ids: fc.subarray(['acme', 'Initech']) }),
)
const { inSession, ofPerson, ofAccount } = conditions(leaf)

/**
 * Clocks go back the night before the last: in Berlin after two, in Beirut at midnight, which has its hour twice; on Lord Howe
 * they went forward, by half an hour, three weeks before.
 */
const zone = one('UTC', 'Europe/Berlin', 'Asia/Beirut', 'Asia/Kolkata', 'Australia/Lord_Howe')

export const question: Arbitrary<Question> = fc.record({
  segment: fc.oneof(
    { weight: 3, arbitrary: fc.record({ subject: one('session'), where: inSession }) },
    { weight: 4, arbitrary: fc.record({ subject: one('person'), where: ofPerson }) },
    { weight: 2, arbitrary: fc.record({ subject: one('account'), where: ofAccount }) },
  ),
  asOf: fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: one('at'), time: fc.oneof(fc.constant(NOW), time) }) },
    { weight: 3, arbitrary: fc.record({ kind: one('session') }) },
  ),
  zone,
})
