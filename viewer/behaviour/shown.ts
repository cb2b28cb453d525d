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

/** The group that a list is of, in words behind its title; of a span nothing. */
export function groupWords(more: string): string {
  const { group } = narrowed(more)
  if (group === undefined) return ''
  return `: ${group === 'null' ? 'no value' : textOf(group)}`
}

function textOf(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    // Written by hand, it may be the value itself.
    return json
  }
}
