/** Tests of single values. Every answer is 0 or 1, never NULL, so that `not` is two-valued. */
import { SESSION_FIELDS, type SessionField } from '../../../../contract/fields.ts'
import type { Scalar, ValueTest } from '../../../../contract/segment/values.ts'
import { columnOf } from '../session-columns.ts'
import { FALSE, raw, type Sql, sql } from '../sql.ts'
import { type Scope, time } from './scope.ts'

/** The tests that a missing value never passes. */
export type PositiveTest =
  | { op: 'is' | 'has-all'; values: Scalar[] }
  | { op: 'contains' | 'starts' | 'ends'; text: string }
  | { op: 'greater' | 'at-least' | 'less' | 'at-most'; number: number }
  | { op: 'before' | 'after'; date: string }
  | { op: 'in-last' | 'before-last' | 'in-next'; days: number }
  | { op: 'exists' }

/** The test itself, or the one it is the exact opposite of. */
export function positive(test: ValueTest): { test: PositiveTest; negated: boolean } {
  switch (test.op) {
    case 'is':
    case 'is-not':
      return { test: { op: 'is', values: test.values }, negated: test.op === 'is-not' }
    case 'has-all':
      return { test: { op: 'has-all', values: test.values }, negated: false }
    case 'not-contains':
      return { test: { op: 'contains', text: test.text }, negated: true }
    case 'contains':
    case 'starts':
    case 'ends':
      return { test: { op: test.op, text: test.text }, negated: false }
    case 'exists':
    case 'missing':
      return { test: { op: 'exists' }, negated: test.op === 'missing' }
    case 'greater':
    case 'at-least':
    case 'less':
    case 'at-most':
    case 'before':
    case 'after':
    case 'in-last':
    case 'before-last':
    case 'in-next':
      return { test, negated: false }
  }
}

export function negateIf(negated: boolean, condition: Sql): Sql {
  return negated ? sql`NOT ${condition}` : condition
}

/** A column that holds JSON, of rows of one trait: `key` names it. */
export function jsonPasses(test: PositiveTest, column: Sql, key: Sql, scope: Scope): Sql {
  const passes = sql`passes(${JSON.stringify(test)}, ${column}, ${time(scope)})`
  if (test.op === 'exists') return sql`${key} AND ${column} <> 'null'`
  if (test.op === 'is') {
    const values = JSON.stringify(test.values.map(value => JSON.stringify(value)))
    // Lists begin with `[`; a list passes when an element does. Each side of the OR names the key for the index.
    return sql`(${key} AND ${column} IN (SELECT value FROM json_each(${values})) OR ${key} AND ${column} >= '[' AND ${column} < '\\' AND ${passes})`
  }
  return sql`${key} AND ${passes}`
}

/** A text that is never missing. */
export function pathPasses(test: ValueTest, column: Sql, scope: Pick<Scope, 'asOf'>): Sql {
  if (test.op === 'is') return sql`${column} IN (SELECT value FROM json_each(${texts(test.values)}))`
  return plainPasses(test, column, scope)
}

/** A text or a number, or null. Without the time, where the test needs none: a list of values is then gone through once. */
export function plainPasses(test: ValueTest, column: Sql, scope: Pick<Scope, 'asOf'>): Sql {
  return sql`passes_plain(${JSON.stringify(test)}, ${column}, ${needsTime(test) ? time(scope) : 0})`
}

function needsTime({ op }: ValueTest): boolean {
  return op === 'in-last' || op === 'before-last' || op === 'in-next'
}

export function fieldPasses(asked: ValueTest, field: SessionField, session: string, scope: Scope): Sql {
  const { test, negated } = positive(asked)
  const column = raw(`${session}.${columnOf(field)}`)
  const isText = SESSION_FIELDS[field].type === 'text'
  return negateIf(negated, sql`(${columnPasses(test, column, isText, scope)})`)
}

function columnPasses(test: PositiveTest, column: Sql, isText: boolean, scope: Scope): Sql {
  switch (test.op) {
    case 'exists':
      return sql`${column} IS NOT NULL`
    case 'is':
      return sql`${column} IS NOT NULL AND ${column} IN (SELECT value FROM json_each(${isText ? texts(test.values) : numbers(test.values)}))`
    case 'greater':
      return isText ? FALSE : sql`${column} IS NOT NULL AND ${column} > ${test.number}`
    case 'at-least':
      return isText ? FALSE : sql`${column} IS NOT NULL AND ${column} >= ${test.number}`
    case 'less':
      return isText ? FALSE : sql`${column} IS NOT NULL AND ${column} < ${test.number}`
    case 'at-most':
      return isText ? FALSE : sql`${column} IS NOT NULL AND ${column} <= ${test.number}`
    default:
      return sql`passes_plain(${JSON.stringify(test)}, ${column}, ${time(scope)})`
  }
}

function texts(values: Scalar[]): string {
  return JSON.stringify(values.filter(value => typeof value === 'string'))
}

function numbers(values: Scalar[]): string {
  return JSON.stringify(values.filter(value => typeof value === 'number'))
}
