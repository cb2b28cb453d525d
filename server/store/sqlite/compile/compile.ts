/**
 * Compiles a segment to a condition on a session or person row. The meaning is segment/match.ts; the compiler is
 * total, and every condition is two-valued. With a fixed time each condition is a set of keys worked out once; as of
 * each session it is asked row by row, through the indexes by person.
 */
import { DEFAULT_ZONE } from '../../../../contract/zone.ts'
import { isUsable } from '../../../identity/person-id.ts'
import { counted } from '../../../segment/judge.ts'
import { type Node, type Question, type ResolvedCondition, rootOf } from '../../../segment/question.ts'
import type { AccountsAsked } from '../../port.ts'
import { PROPERTIES } from '../event-body.ts'
import { keysNamed } from '../lanes/laid.ts'
import { ANONYMOUS, USER } from '../people/persons.ts'
import { columnOf } from '../session-columns.ts'
import { FALSE, join, raw, type Sql, sql } from '../sql.ts'
import { accountsPassing, compileAccount } from './account.ts'
import { countRows, countSet } from './count.ts'
import { compileAmount, compileJudged, compileMoved } from './judged.ts'
import { actRows, rowOf } from './rows.ts'
import { json, type Known, nameKey, perSession, type Scope, time } from './scope.ts'
import { compileOfSession, truth } from './session.ts'
import { jsonPasses, negateIf, positive } from './value.ts'
import { firstSeen, lastSeen, within } from './window.ts'

const nothingKnown: Known = () => null

/** True for sessions `s` of the segment. `known`: what of it need not be asked of tables. */
export function sessionCondition(
  { segment, asOf, zone = DEFAULT_ZONE }: Question,
  project: number,
  known: Known = nothingKnown,
): Sql {
  const condition = compile(rootOf(segment), {
    project,
    person: 's.person',
    session: segment.subject === 'session' ? 's' : null,
    asOf: asOf.kind === 'at' ? asOf.time : 's',
    zone,
    depth: 0,
    known,
    compile,
  })
  // Asked session by session it may take minutes.
  return asOf.kind === 'session' ? sql`(in_time() AND ${condition})` : condition
}

/** True for persons `p` of the segment. */
export function personCondition(question: Question, project: number, known: Known = nothingKnown): Sql {
  const { segment, asOf, zone = DEFAULT_ZONE } = question
  if (segment.subject === 'session' || asOf.kind === 'session') {
    return sql`p.key IN (SELECT s.person FROM session s WHERE s.project = ${project} AND s.listed = 1 AND ${sessionCondition(question, project, known)})`
  }
  return compile(rootOf(segment), {
    project,
    person: 'p.key',
    session: null,
    asOf: asOf.time,
    zone,
    depth: 0,
    known,
    compile,
  })
}

/** The accounts that pass: see accountsPassing. */
export function accountRows(
  { where, time, zone = DEFAULT_ZONE }: AccountsAsked,
  project: number,
  after: string,
  limit: number,
): Sql {
  const whom = { person: 'm0.person', session: null, asOf: time }
  const scope: Scope = { ...whom, project, zone, depth: 0, known: nothingKnown, compile }
  return accountsPassing(where, scope, after, limit)
}

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
    case 'moved':
      return compileMoved(node, scope)
    case 'seen':
      return compileSeen(node, scope)
    case 'score':
      return compileScore(node, scope)
    case 'ids':
      return compileIds(node, scope)
    case 'account':
      return compileAccount(node, scope)
    case 'event':
      return compileEvent(node, scope)
    case 'did':
      return compileDid(node, scope)
    case 'days':
    case 'first':
    case 'stopped':
    case 'resumed':
    case 'regularly':
    case 'change':
    case 'sequence':
    case 'funnel':
      return compileJudged(node, scope)
    case 'amount':
    case 'revenue':
      return compileAmount(node, scope)
    case 'session':
      return node.window.kind === 'session' ? compileThisSession(node, scope) : compileSessions(node, scope)
    case 'page':
    case 'field':
    case 'visit':
    case 'finding':
    case 'failure':
    case 'text':
      return compileOfSession(node, scope)
    // Only an account has users (compile-account.ts).
    case 'users':
    case 'nothing':
      return FALSE
  }
}

function compileTrait(node: Node<'trait'>, scope: Scope): Sql {
  const { test, negated } = positive(node.is)
  const key = sql`t.name = (SELECT key FROM trait_name WHERE project = ${scope.project} AND name = ${node.trait})`
  const rows = sql`FROM trait t WHERE ${jsonPasses(test, raw('t.value'), key, scope)} AND t.until > ${time(scope)} AND t.at <= ${time(scope)}`
  const person = raw(scope.person)
  const found = perSession(scope)
    ? sql`EXISTS (SELECT 1 ${rows} AND t.person = ${person})`
    : sql`${person} IN (SELECT t.person ${rows})`
  return negateIf(negated, found)
}

function compileSeen({ which, is }: Node<'seen'>, scope: Scope): Sql {
  const person = raw(scope.person)
  const first = firstSeen(person)
  const known = sql`(SELECT x FROM (SELECT ${first} AS x) WHERE x <= ${time(scope)})`
  const at = which === 'first' ? known : lastSeen(person, time(scope))
  return sql`passes_plain(${json(is)}, ${at}, ${time(scope)})`
}

function compileScore(node: Node<'score'>, scope: Scope): Sql {
  const score = raw(`o.${columnOf('frustrationScore')}`)
  const last = sql`SELECT ${score} AS score FROM session o WHERE o.person = ${raw(scope.person)} AND o.listed = 1 AND o.started <= ${time(scope)} AND ${score} IS NOT NULL ORDER BY o.started DESC, o.id DESC LIMIT 10`
  return sql`score_passes(${json(node)}, (SELECT json_group_array(score) FROM (${last})))`
}

function compileIds({ of, ids }: Node<'ids'>, scope: Scope): Sql {
  const among = (given: string[]) => sql`(SELECT value FROM json_each(${json(given)}))`
  const person = raw(scope.person)
  switch (of) {
    case 'user':
    case 'anonymous': {
      const kind = of === 'user' ? USER : ANONYMOUS
      return sql`${person} IN (SELECT coalesce(o.person, x.person) FROM identity x LEFT JOIN identity o ON o.key = x.owner WHERE x.project = ${scope.project} AND x.kind = ${kind} AND x.id IN ${among(ids.filter(isUsable))} AND coalesce(o.person, x.person) IS NOT NULL)`
    }
    case 'person':
      return sql`${person} IN (SELECT key FROM person WHERE project = ${scope.project} AND id IN ${among(ids)})`
    case 'session':
      return scope.session === null ? FALSE : sql`${raw(scope.session)}.id IN ${among(ids)}`
    // Asked of an account only (compile-account.ts).
    case 'account':
      return FALSE
  }
}

function compileEvent(node: Node<'event'>, scope: Scope): Sql {
  const { window, count } = node
  const inSession = window.kind === 'session'
  if (inSession && scope.session === null) return truth(counted(count, 0))
  const name = nameKey(node.event, scope)
  const properties =
    node.where.length === 0
      ? raw('')
      : sql` AND passes_where(${json(node.where)}, ${raw(PROPERTIES)}, ${time(scope)})`
  if (inSession) {
    const set = sql`SELECT e.session FROM event e JOIN session o ON o.key = e.session AND o.person = e.person WHERE e.key IN ${keysNamed(name)}${properties}`
    return countSet(count, raw(`${scope.session}.key`), set, 'e.session')
  }
  const row = { person: 'e.person', at: 'e.at', message: 'e.message', session: 'e.session' }
  const where = sql`${within(window, row, scope)}${properties}`
  const person = raw(scope.person)
  if (perSession(scope)) {
    return countRows(count, sql`FROM event e WHERE e.person = ${person} AND e.name = ${name} AND ${where}`)
  }
  const set = sql`SELECT e.person FROM event e WHERE e.key IN ${keysNamed(name)} AND e.person IS NOT NULL AND ${where}`
  return countSet(count, person, set, 'e.person')
}

function compileDid({ of, count, window }: Node<'did'>, scope: Scope): Sql {
  const person = raw(scope.person)
  const alone = perSession(scope) || window.kind === 'session'
  const rows = actRows(of, scope, alone ? person : null)
  const from = sql`FROM (${rows}) r WHERE ${within(window, rowOf(of), scope)}`
  return alone ? countRows(count, from) : countSet(count, person, sql`SELECT r.person ${from}`, 'r.person')
}

function compileSessions(node: Node<'session'>, scope: Scope): Sql {
  const alias = `s${scope.depth + 1}`
  const inner = { ...scope, person: `${alias}.person`, session: alias, depth: scope.depth + 1 }
  const row = { person: `${alias}.person`, at: `${alias}.started`, message: null, session: `${alias}.key` }
  const where = sql`${within(node.window, row, scope)} AND ${compile(node.where, inner)}`
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
