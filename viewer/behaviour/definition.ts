/** The question of a tab, in the address as `q`; what the address does not say is as it is by default. */
import { go, here, query } from '../location.ts'

/** `check` takes only what a screen can work with; the server checks the rest, in words. */
export function definitionOf<T extends object>(empty: T, check: (read: Partial<T>) => boolean): T {
  const text = query.value.get('q')
  if (!text) return empty
  try {
    const parsed: Partial<T> | null = JSON.parse(text)
    return parsed && typeof parsed === 'object' && check(parsed) ? { ...empty, ...parsed } : empty
  } catch {
    // Cut off, or not ours: the tab begins empty.
    return empty
  }
}

/** Changes the question; what was opened of the old answer is closed. */
export function define(definition: object): void {
  go(here({ q: JSON.stringify(definition), show: null }), 'replace')
}
