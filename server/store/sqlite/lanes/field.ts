import type { SessionField } from '../../../../contract/fields.ts'
import type { ValueTest } from '../../../../contract/segment/values.ts'
import { testValue } from '../../../segment/value.ts'
import { type Members, membersWhere } from './count.ts'
import { isText, type Moment } from './moment.ts'

/** Sessions whose field passes the test. */
export function thoseOfField(field: SessionField, test: ValueTest, moment: Moment, asOf: number): Members {
  if (isText(field)) {
    const { codes, texts } = moment.text(field)
    const passes = Uint8Array.from(texts, (text, code) =>
      Number(testValue(test, code === 0 ? undefined : text, asOf)),
    )
    return membersWhere(codes.length, session => passes[codes[session]!] === 1)
  }
  const values = moment.number(field)
  const members = new Uint8Array(values.length)
  // Most sessions share few numbers.
  const known = new Map<number, number>()
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    let passes = known.get(value)
    if (passes === undefined) {
      passes = Number(testValue(test, Number.isNaN(value) ? undefined : value, asOf))
      known.set(value, passes)
    }
    members[i] = passes
  }
  return members
}
