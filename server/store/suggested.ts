import type { Json } from '../../contract/event.ts'
import type { SuggestQuery } from './port.ts'

export interface Suggested {
  value: string | number | boolean
  count: number
}

/** Counts texts, numbers and booleans, also inside lists; those with what was typed, in front before within, most frequent first. */
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
  const typed = prefix.toLowerCase()
  const found = counted.flatMap(one => {
    const at = String(one.value).toLowerCase().indexOf(typed)
    return at < 0 ? [] : [{ one, within: at > 0 }]
  })
  found.sort(
    (a, b) =>
      Number(a.within) - Number(b.within) ||
      b.one.count - a.one.count ||
      (String(a.one.value) < String(b.one.value) ? -1 : 1),
  )
  return found.slice(0, limit).map(({ one }) => one)
}
