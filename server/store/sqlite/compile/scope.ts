import type { Node, ResolvedCondition } from '../../../segment/question.ts'
import { raw, type Sql, sql } from '../sql.ts'

export type OfSession = Node<'page' | 'field' | 'visit' | 'finding' | 'failure' | 'text'>

/** True for sessions of these keys of which it holds; null: tables tell. */
export type Known = (node: OfSession, key: string) => Sql | null

/** Whom a condition is asked of, in SQL. */
export interface Scope {
  /** Key in table project. */
  project: number
  /** SQL of the person's key. */
  person: string
  /** Alias of the session in question. */
  session: string | null
  /** A time, or the alias of the session whose start it is. */
  asOf: number | string
  /** IANA name of the time zone of calendar days. */
  zone: string
  /** Numbers the aliases of what is nested. */
  depth: number
  known: Known
  /** Compiles what is nested. */
  compile: (node: ResolvedCondition, scope: Scope) => Sql
}

/** As of each session a condition is asked row by row; at a fixed time it is a set worked out once. */
export function perSession(scope: Scope): boolean {
  return typeof scope.asOf === 'string'
}

export function time({ asOf }: Pick<Scope, 'asOf'>): Sql {
  return typeof asOf === 'string' ? raw(`${asOf}.started`) : sql`${asOf}`
}

/** Key of an event's name; null, and so equal to none, when no such event arrived. */
export function nameKey(name: string, { project }: Scope): Sql {
  return sql`(SELECT key FROM event_name WHERE project = ${project} AND asked = 1 AND name = ${name})`
}

export function json(value: unknown): string {
  return JSON.stringify(value)
}
