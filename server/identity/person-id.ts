import { hash } from 'node:crypto'

/** What a person id is made of: the first usable id known of the person. */
export type IdKind = 'user' | 'anonymous' | 'session'

export interface Identity {
  kind: IdKind
  id: string
}

/** The same id gives the same person, whatever arrived first. */
export function personId(project: string, { kind, id }: Identity): string {
  return `p_${hash('sha256', JSON.stringify([project, kind, id]), 'hex').slice(0, 16)}`
}

/** What programs send when they have no id. Compared without case and outer blanks. */
const BLOCKED = new Set([
  'null',
  'undefined',
  'nil',
  'none',
  'nan',
  'true',
  'false',
  'anonymous',
  'anon',
  'guest',
  'unknown',
  'not set',
  '(not set)',
  'not_set',
  'n/a',
  '[object object]',
  '""',
  "''",
  '{}',
  '[]',
  '-1',
])
const NOTHING_IN_IT = /^[0\-_.\s]*$/

/** Whether an id says who someone is: `null`, `0`, `anonymous` ... would tie strangers together. */
export function isUsable(id: string | undefined): id is string {
  if (id === undefined) return false
  const text = id.trim().toLowerCase()
  return !NOTHING_IN_IT.test(text) && !BLOCKED.has(text)
}

/** Whose something is that carries these ids, before links are followed; null: nobody's. */
export function identityOf(ids: { userId?: string; anonymousId?: string }): Identity | null {
  if (isUsable(ids.userId)) return { kind: 'user', id: ids.userId }
  return isUsable(ids.anonymousId) ? { kind: 'anonymous', id: ids.anonymousId } : null
}
