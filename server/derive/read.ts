/** Recordings are untrusted: every value inside an event is looked at through these. */

export type Bag = { readonly [key: string]: unknown }

const EMPTY: Bag = Object.freeze({})
const NOTHING: readonly unknown[] = Object.freeze([])

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const bag = (value: unknown): Bag => (isBag(value) ? value : EMPTY)

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : NOTHING)

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** First of the values that is a non-empty text. */
export function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '')
}

export function firstNumber(...values: unknown[]): number | undefined {
  return values.find((value): value is number => typeof value === 'number' && Number.isFinite(value))
}

/** One line, no longer than asked. */
export function cut(value: string, length: number): string {
  const line = (value.length > length * 4 ? value.slice(0, length * 4) : value).replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
