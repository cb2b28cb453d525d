/** Numbers out of events: what a property comes to, and what was earned. */
import type { Json, JsonObject } from '../../contract/event.ts'
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
  if (node.kind === 'revenue') return sum(events.map(revenueOf))
  const values = events.map(({ properties }) => valueAt(properties, node.path))
  if (node.of === 'distinct') return distinct(values)
  const numbers = values.filter(value => typeof value === 'number')
  if (node.of === 'sum') return sum(numbers)
  if (numbers.length === 0) return null
  switch (node.of) {
    case 'average':
      return sum(numbers) / numbers.length
    case 'min':
      return numbers.reduce((least, one) => Math.min(least, one))
    case 'max':
      return numbers.reduce((most, one) => Math.max(most, one))
  }
}

export function amountHolds(node: Node<'amount' | 'revenue'>, events: readonly Counted[]): boolean {
  const amount = amountOf(node, events)
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

/** Missing values are none; the elements of a list count for themselves. */
function distinct(values: readonly (Json | undefined)[]): number {
  const known = values.flat().filter(value => value !== undefined && value !== null)
  return new Set(known.map(value => JSON.stringify(value))).size
}
