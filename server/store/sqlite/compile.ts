/**
 * Compiles a segment to a condition on a session or person row. The meaning is segment/match.ts; the compiler is
 * total, and every condition is two-valued. With a fixed time each condition is a set of keys worked out once; as of
 * each session it is asked row by row, through the indexes by person.
 */
import type { Count } from '../../../contract/segment-values.ts'
import type { Window } from '../../../contract/segment-windows.ts'
import { counted } from '../../segment/match.ts'
import type { Question, ResolvedCondition } from '../../segment/question.ts'
import { testValue } from '../../segment/value.ts'
import { fieldPasses, jsonPasses, negateIf, positive, textPasses } from './compile-value.ts'
import { FALSE, join, raw, type Sql, sql, TRUE } from './sql.ts'

const DAY_MS = 86_400_000

interface Scope {
  /** Key in table project. */
  project: number
  /** SQL of the person's key. */
  person: string
  /** Alias of the session in question. */
  session: string | null
  /** A time, or the alias of the session whose start it is. */
  asOf: number | string
  depth: number
}

/** True for sessions `s` of the segment. */
export function sessionCondition({ segment, asOf }: Question, project: number): Sql {
  return compile(segment.where, {
    project,
    person: 's.person',
    session: segment.subject === 'session' ? 's' : null,
    asOf: asOf.kind === 'at' ? asOf.time : 's',
    depth: 0,
  })
}

/** True for persons `p` of the segment. */
export function personCondition(question: Question, project: number): Sql {
  const { segment, asOf } = question
  if (segment.subject === 'session' || asOf.kind === 'session') {
    return sql`p.key IN (SELECT s.person FROM session s WHERE s.project = ${project} AND s.listed = 1 AND ${sessionCondition(question, project)})`
  }
  return compile(segment.where, { project, person: 'p.key', session: null, asOf: asOf.time, depth: 0 })
}

type Node<K extends ResolvedCondition['kind']> = Extract<ResolvedCondition, { kind: K }>

function compile(node: ResolvedCondition, scope: Scope): Sql {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.of.map(part => compile(part, scope))
      return sql`(${join(parts, node.kind === 'and' ? ' AND ' : ' OR ')})`
    }
    case 'not':
      return sql`NOT ${compile(node.of, scope)}`
    case 'trait':
      return compileTrait(node, scope)
    case 'event':
      return node.window.kind === 'session'
        ? compileSessionEvent(node, scope)
        : compileEvent(node, node.window, scope)
    case 'page':
      return compilePage(node, scope)
    case 'field':
      return scope.session === null
        ? truth(testValue(node.is, undefined))
        : fieldPasses(node.is, node.field, scope.session)
    case 'session':
      return node.window.kind === 'session'
        ? compileThisSession(node, scope)
        : compileSessions(node, node.window, scope)
    case 'nothing':
      return FALSE
  }
}

function compileTrait(node: Node<'trait'>, scope: Scope): Sql {
  const { test, negated } = positive(node.is)
  const key = sql`t.name = (SELECT key FROM trait_name WHERE project = ${scope.project} AND name = ${node.trait})`
  const rows = sql`FROM trait t WHERE ${jsonPasses(test, raw('t.value'), key)} AND t.until > ${time(scope)} AND t.at <= ${time(scope)}`
  const person = raw(scope.person)
  const found = perSession(scope)
    ? sql`EXISTS (SELECT 1 ${rows} AND t.person = ${person})`
    : sql`${person} IN (SELECT t.person ${rows})`
  return negateIf(negated, found)
}

function compileEvent(node: Node<'event'>, window: Bounded, scope: Scope): Sql {
  const where = sql`${within(window, 'e.at', scope)}${properties(node)}`
  const person = raw(scope.person)
  if (perSession(scope)) {
    const rows = sql`FROM event e WHERE e.person = ${person} AND e.name = ${nameKey(node, scope)} AND ${where}`
    return countRows(node.count, rows)
  }
  const set = sql`SELECT e.person FROM event e WHERE e.name = ${nameKey(node, scope)} AND e.person IS NOT NULL AND ${where}`
  return countSet(node.count, person, set, 'e.person')
}

function compileSessionEvent(node: Node<'event'>, scope: Scope): Sql {
  if (scope.session === null) return truth(counted(node.count, 0))
  const set = sql`SELECT e.session FROM event e JOIN session o ON o.key = e.session AND o.person = e.person WHERE e.name = ${nameKey(node, scope)}${properties(node)}`
  return countSet(node.count, raw(`${scope.session}.key`), set, 'e.session')
}

function compilePage(node: Node<'page'>, scope: Scope): Sql {
  if (scope.session === null) return truth(counted(node.count, 0))
  const set = sql`SELECT g.session FROM page g WHERE g.path IN (SELECT key FROM path WHERE project = ${scope.project} AND ${textPasses(node.path, raw('text'))})`
  return countSet(node.count, raw(`${scope.session}.key`), set, 'g.session')
}

function compileSessions(node: Node<'session'>, window: Bounded, scope: Scope): Sql {
  const alias = `s${scope.depth + 1}`
  const inner = { ...scope, person: `${alias}.person`, session: alias, depth: scope.depth + 1 }
  const where = sql`${within(window, `${alias}.started`, scope)} AND ${compile(node.where, inner)}`
  const person = raw(scope.person)
  const own = raw(`${alias}.person`)
  const from = raw(`FROM session ${alias} WHERE ${alias}.listed = 1`)
  if (perSession(scope)) return countRows(node.count, sql`${from} AND ${own} = ${person} AND ${where}`)
  const project = sql`${raw(`${alias}.project`)} = ${scope.project}`
  return countSet(node.count, person, sql`SELECT ${own} ${from} AND ${project} AND ${where}`, own.text)
}

/** The window "this session" holds one session or none: only whether these pass the count matters. */
function compileThisSession(node: Node<'session'>, scope: Scope): Sql {
  const one = counted(node.count, 1)
  const none = counted(node.count, 0)
  if (scope.session === null || one === none) return truth(scope.session === null ? none : one)
  return negateIf(none, compile(node.where, scope))
}

type Bounded = Exclude<Window, { kind: 'session' }>

function within(window: Bounded, column: string, scope: Scope): Sql {
  const at = raw(column)
  const until = sql`${at} <= ${time(scope)}`
  switch (window.kind) {
    case 'ever':
      return until
    case 'last':
      return sql`${at} > ${time(scope)} - ${window.days * DAY_MS} AND ${until}`
    case 'since':
      return sql`${at} >= ${Date.parse(window.at)} AND ${until}`
  }
}

function perSession(scope: Scope): boolean {
  return typeof scope.asOf === 'string'
}

function time({ asOf }: Scope): Sql {
  return typeof asOf === 'string' ? raw(`${asOf}.started`) : sql`${asOf}`
}

function nameKey(node: Node<'event'>, { project }: Scope): Sql {
  return sql`(SELECT key FROM event_name WHERE project = ${project} AND asked = 1 AND name = ${node.event})`
}

function properties(node: Node<'event'>): Sql {
  return node.where.length === 0
    ? raw('')
    : sql` AND passes_where(${JSON.stringify(node.where)}, e.properties)`
}

function truth(holds: boolean): Sql {
  return holds ? TRUE : FALSE
}

/** Whether `key` occurs so many times in `set`, a SELECT of `column`. */
function countSet(count: Count, key: Sql, set: Sql, column: string): Sql {
  const having = (test: Sql) => sql`${key} IN (${set} GROUP BY ${raw(column)} HAVING count(*) ${test})`
  const atLeast = (n: number) => (n === 1 ? sql`${key} IN (${set})` : having(sql`>= ${n}`))
  return byCount(count, atLeast, n => having(sql`= ${n}`))
}

function countRows(count: Count, rows: Sql): Sql {
  const atLeast = (n: number) =>
    n === 1 ? sql`EXISTS (SELECT 1 ${rows})` : sql`(SELECT count(*) ${rows}) >= ${n}`
  return byCount(count, atLeast, n => sql`(SELECT count(*) ${rows}) = ${n}`)
}

/** Who has none is in no set: "at most" and "exactly 0" are asked as the opposite of "at least". */
function byCount(count: Count, atLeast: (n: number) => Sql, exactly: (n: number) => Sql): Sql {
  switch (count.op) {
    case 'at-least':
      return count.n === 0 ? TRUE : atLeast(count.n)
    case 'at-most':
      return sql`NOT ${atLeast(count.n + 1)}`
    case 'exactly':
      return count.n === 0 ? sql`NOT ${atLeast(1)}` : sql`(${exactly(count.n)})`
  }
}
