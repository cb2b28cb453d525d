/** Reads the text form of a segment; its grammar is in SPEC.md (M60), its other half in print.ts. */
import {
  type Condition,
  MAX_DEPTH,
  type SegmentDefinition,
  SUBJECTS,
} from '../../../contract/segment/segment.ts'
import { readSimple } from './read-condition.ts'
import { Reader } from './reader.ts'
import { TextError, tokensOf } from './tokens.ts'

/** Longer than any segment that may be saved. */
const MOST_LETTERS = 500_000

/** As people write it, and as the sentence in the builder says it. */
const MANY = [
  ['sessions', 'session'],
  ['people', 'person'],
  ['persons', 'person'],
  ['accounts', 'account'],
] as const

export function parseSegment(
  text: string,
): { definition: SegmentDefinition } | { error: { message: string; from: number; to: number } } {
  try {
    if (text.length > MOST_LETTERS)
      throw new TextError('This query is too long.', { from: MOST_LETTERS, to: text.length })
    const reader = new Reader(tokensOf(text))
    const subject = MANY.find(([word]) => reader.takes(word))?.[1] ?? reader.choice(SUBJECTS)
    reader.expect('where')
    const where = conditions(reader)
    if (reader.next.kind !== 'end') reader.fail('"and", "or" or the end')
    return { definition: { version: 1, subject, where } }
  } catch (error) {
    if (!(error instanceof TextError)) throw error
    return { error: { message: error.message, from: error.from, to: error.to } }
  }
}

/** Brackets in the text are at most two for each condition of the tree. */
const DEEPEST = MAX_DEPTH * 3

function conditions(reader: Reader): Condition {
  let open = 0
  const any = (): Condition => joined('or', all)
  const all = (): Condition => joined('and', one)
  const joined = (joint: 'and' | 'or', read: () => Condition): Condition => {
    const first = read()
    const of = [first]
    while (reader.takes(joint)) of.push(read())
    return of.length === 1 ? first : { kind: joint, of }
  }
  const deeper = (read: () => Condition): Condition => {
    open += 1
    if (open > DEEPEST) reader.fail('fewer brackets within brackets')
    const node = read()
    open -= 1
    return node
  }
  const inside = (): Condition => deeper(any)
  const one = (): Condition => {
    if (reader.takes('not')) return { kind: 'not', of: deeper(one) }
    if (reader.is('(')) return reader.within(inside)
    if (reader.takes('all', 'of')) return { kind: 'and', of: [reader.within(inside)] }
    if (reader.takes('any', 'of')) return { kind: 'or', of: [reader.within(inside)] }
    return readSimple(reader, inside)
  }
  return any()
}
