import type { Condition } from '../../../contract/segment/segment.ts'
import { TextError, type Token } from './tokens.ts'

/** A query's tokens, read one after the other. Words are compared without regard to case. */
export class Reader {
  readonly #tokens: Token[]
  #at = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  get next(): Token {
    return this.#tokens[this.#at]!
  }

  /** The token after the next. */
  get second(): Token {
    return this.#tokens[Math.min(this.#at + 1, this.#tokens.length - 1)]!
  }

  fail(expected: string, token = this.next): never {
    const found = token.kind === 'end' ? 'the query ends' : `this is "${token.value}"`
    throw new TextError(`Expected ${expected}, but ${found}.`, token)
  }

  is(...words: string[]): boolean {
    return words.every((word, i) => {
      const token = this.#tokens[this.#at + i]
      if (token?.kind === 'sign') return token.value === word
      return token?.kind === 'word' && token.value.toLowerCase() === word.toLowerCase()
    })
  }

  /** Reads these words if they come next. */
  takes(...words: string[]): boolean {
    if (!this.is(...words)) return false
    this.#at += words.length
    return true
  }

  expect(...words: string[]): void {
    for (const word of words) if (!this.takes(word)) this.fail(`"${word}"`)
  }

  /** One of several words. */
  choice<const T extends string>(words: readonly T[]): T {
    const found = words.find(word => this.takes(word))
    return found ?? this.fail(words.length > 8 ? 'another word' : words.map(word => `"${word}"`).join(' or '))
  }

  text(what: string): string {
    const { kind, value } = this.next
    if (kind !== 'text') this.fail(`${what} in quotation marks`)
    this.#at += 1
    return value
  }

  number(what = 'a number'): number {
    const { kind, value } = this.next
    if (kind !== 'number') this.fail(what)
    this.#at += 1
    return Number(value)
  }

  /** As many as there are, with commas between. */
  listed<T>(read: () => T): T[] {
    const items = [read()]
    while (this.takes(',')) items.push(read())
    return items
  }

  within<T>(read: () => T): T {
    this.expect('(')
    const value = read()
    this.expect(')')
    return value
  }
}

/** Reads a condition; what holds conditions is given it. */
export type ReadCondition = (reader: Reader) => Condition
