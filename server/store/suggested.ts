import type { Json } from '../../contract/event.ts'
import type { SuggestQuery } from './port.ts'

export interface Suggested {
  value: string | number | boolean
  count: number
}

/** Counts texts, numbers and booleans, also inside lists; those that begin as typed, most frequent first. */
export function countValues(values: Iterable<Json | undefined>, ask: SuggestQuery): Suggested[] {
  const counts = new Map<string | number | boolean, number>()
  for (const value of values) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') {
        counts.set(one, (counts.get(one) ?? 0) + 1)
      }
    }
  }
  return chooseSuggested(
    [...counts].map(([value, count]) => ({ value, count })),
    ask,
  )
}

export function chooseSuggested(counted: Suggested[], { prefix, limit }: SuggestQuery): Suggested[] {
  const begins = prefix.toLowerCase()
  return counted
    .filter(({ value }) => String(value).toLowerCase().startsWith(begins))
    .sort((a, b) => b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1))
    .slice(0, limit)
}
