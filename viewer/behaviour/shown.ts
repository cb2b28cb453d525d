/**
 * What is opened of an answer, in the address as `show`: words joined by dots, the last of which may hold dots itself
 * (a release, as JSON writes it).
 */
import { query } from '../location.ts'

export function shownParts(most: number): string[] {
  const parts = query.value.get('show')?.split('.') ?? []
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join('.')]
}

/** Of a funnel's number: `began:FROM-TO`, `took:FROM-TO`, else the value of its breakdown as JSON. */
export function narrowed(more: string): Record<string, string> {
  const [, what, span] = /^(began|took):(.*)$/.exec(more) ?? []
  if (what && span) return { [what]: span }
  return more === '' ? {} : { group: more }
}
