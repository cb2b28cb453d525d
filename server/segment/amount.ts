/** Numbers out of events: what a property comes to, and what was earned. */
import type { JsonObject } from '../../contract/event.ts'
import type { Node } from './question.ts'
import { testNumber, valueAt } from './value.ts'

/** Of these events the revenue is taken off. */
const REFUND = 'Order Refunded'
/** Segment's names for what an order brought in, and Amplitude's. */
const REVENUE = ['revenue', '$revenue', 'total'] as const

export interface Counted {
  name: string
  properties: JsonObject
}

/** The number asked about; null: there is none, and nothing holds of it. `events` in order of `byTime`. */
export function amountOf(node: Node<'amount' | 'revenue'>, events: readonly Counted[]): number | null {
  if (node.kind === 'amount' && node.of === 'distinct') {
    return new Set(events.flatMap(({ properties }) => partsOf(properties, node.path))).size
  }
  return together(
    node,
    events.flatMap(({ name, properties }) => numbersOf(node, name, properties)),
  )
}

/** The number an event adds; none: it says none. */
export function numbersOf(
  node: Node<'amount' | 'revenue'>,
  name: string,
  properties: JsonObject,
): readonly number[] {
  if (node.kind === 'revenue') return [revenueOf({ name, properties })]
  const value = valueAt(properties, node.path)
  return typeof value === 'number' ? [value] : []
}

function together(node: Node<'amount' | 'revenue'>, numbers: readonly number[]): number | null {
  if (node.kind === 'revenue' || node.of === 'sum') return sum(numbers)
  if (numbers.length === 0) return null
  switch (node.of) {
    case 'average':
      return sum(numbers) / numbers.length
    case 'min':
      return numbers.reduce((least, one) => Math.min(least, one))
    case 'max':
      return numbers.reduce((most, one) => Math.max(most, one))
    case 'distinct':
      return numbers[0]!
  }
}

export function amountHolds(node: Node<'amount' | 'revenue'>, events: readonly Counted[]): boolean {
  const amount = amountOf(node, events)
  return amount !== null && testNumber(node.is, amount)
}

/** The same of numbers, in the order of their events. */
export function numberHolds(node: Node<'amount' | 'revenue'>, numbers: readonly number[]): boolean {
  const amount = together(node, numbers)
  return amount !== null && testNumber(node.is, amount)
}

function revenueOf({ name, properties }: Counted): number {
  for (const key of REVENUE) {
    const value = valueAt(properties, [key])
    if (typeof value === 'number') return name === REFUND ? -Math.abs(value) : value
  }
  return 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** What is told apart in a value: missing ones are none; the elements of a list count for themselves. */
export function partsOf(properties: JsonObject, path: readonly string[]): string[] {
  return [valueAt(properties, path)]
    .flat()
    .filter(value => value !== undefined && value !== null)
    .map(value => JSON.stringify(value))
}
