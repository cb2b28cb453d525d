/** Conditions on several moments: gathered by SQL, judged by the functions that define them (aggregates.ts). */
import { actsOf } from '../../../../contract/segment/tree.ts'
import { amountHolds } from '../../../segment/amount.ts'
import { type Judged, judge } from '../../../segment/judge.ts'
import type { Node } from '../../../segment/question.ts'
import { PROPERTIES } from '../event-body.ts'
import { keysOfNames } from '../lanes/laid.ts'
import { FOREVER } from '../people/folding.ts'
import { FALSE, join, raw, type Sql, sql } from '../sql.ts'
import { actRows, rowOf } from './rows.ts'
import { json, perSession, type Scope, time } from './scope.ts'
import { within } from './window.ts'

export function compileJudged(node: Judged, scope: Scope): Sql {
  const window = 'window' in node ? node.window : null
  const alone = perSession(scope) || window?.kind === 'session'
  const person = alone ? raw(scope.person) : null
  const rows = actsOf(node).map(({ act }, i) => {
    const from = sql`FROM (${actRows(act, scope, person)}) r`
    const columns = sql`r.person AS person, ${i} AS act, r.at AS at, r.rank AS rank, r.id AS id`
    if (window === null) return sql`SELECT ${columns}, 1 AS inside ${from} WHERE r.at <= ${time(scope)}`
    const inside = within(window, rowOf(act), scope)
    // Of what came first it matters, too, when it was outside.
    if (node.kind === 'first') return sql`SELECT ${columns}, coalesce((${inside}), 0) AS inside ${from}`
    return sql`SELECT ${columns}, 1 AS inside ${from} WHERE ${inside}`
  })
  const all = sql`(${join(rows, ' UNION ALL ')})`
  const judged = sql`judged(${json(node)}, ${time(scope)}, ${scope.zone}, j.act, j.at, j.rank, j.id, j.inside)`
  return folded(
    { judged, from: sql`FROM ${all} j`, key: 'j.person', none: judge(node, [], 0, scope.zone).holds },
    alone,
    scope,
  )
}

export function compileAmount(node: Node<'amount' | 'revenue'>, scope: Scope): Sql {
  const alone = perSession(scope) || node.window.kind === 'session'
  const whose = alone ? sql`e.person = ${raw(scope.person)}` : raw('e.person IS NOT NULL')
  const row = { person: 'e.person', at: 'e.at', message: 'e.message', session: 'e.session' }
  const names = json(node.kind === 'amount' ? [node.event] : node.events)
  const keys = sql`(SELECT key FROM event_name WHERE project = ${scope.project} AND asked = 1 AND name IN (SELECT value FROM json_each(${names})))`
  const named = alone ? sql`e.name IN ${keys}` : sql`e.key IN ${keysOfNames(keys)}`
  const where =
    node.kind === 'revenue' || node.where.length === 0
      ? raw('')
      : sql` AND passes_where(${json(node.where)}, ${raw(PROPERTIES)}, ${time(scope)})`
  const from = sql`FROM event e JOIN event_name n ON n.key = e.name WHERE ${whose} AND ${named} AND ${within(node.window, row, scope)}${where}`
  const judged = sql`amounts(${json(node)}, e.at, e.message, n.name, ${raw(PROPERTIES)})`
  return folded({ judged, from, key: 'e.person', none: amountHolds(node, []) }, alone, scope)
}

/** The trait's values, each with the time from which it held. */
export function compileMoved(node: Node<'moved'>, scope: Scope): Sql {
  const { window } = node
  const alone = perSession(scope) || window.kind === 'session'
  const whose = alone ? sql`t.person = ${raw(scope.person)} AND ` : raw('')
  const row = { person: 't.person', at: 't.at', message: null, session: 'NULL' }
  const inside =
    window.kind !== 'session'
      ? within(window, row, scope)
      : scope.session === null
        ? FALSE
        : raw(`t.at >= ${scope.session}.started AND t.at <= ${scope.session}.ended`)
  const name = sql`(SELECT key FROM trait_name WHERE project = ${scope.project} AND name = ${node.trait})`
  // Of most people a trait never changed: their rows need not be read.
  const changed = alone
    ? raw('')
    : sql` AND t.person IN (SELECT c.person FROM trait c WHERE c.name = ${name} AND c.until < ${FOREVER})`
  const from = sql`FROM trait t WHERE ${whose}t.name = ${name}${changed}`
  const judged = sql`moved(${json(node)}, t.nth, t.value, coalesce((${inside}), 0))`
  return folded({ judged, from, key: 't.person', none: false }, alone, scope)
}

interface Fold {
  /** The aggregate: 1 or 0 of the rows of one key. */
  judged: Sql
  from: Sql
  /** Column to group by. */
  key: string
  /** What holds where there is no row. */
  none: boolean
}

function folded({ judged, from, key, none }: Fold, alone: boolean, scope: Scope): Sql {
  if (alone) return sql`coalesce((SELECT ${judged} ${from}), ${none ? 1 : 0})`
  return keyed(raw(scope.person), { judged, from, key, none })
}

/** Whether `of` is a key whose rows pass. Who has no row is in no set. */
export function keyed(of: Sql, { judged, from, key, none }: Fold): Sql {
  const column = raw(key)
  const set = (test: Sql) => sql`${of} IN (SELECT ${column} ${from} GROUP BY ${column} HAVING ${test})`
  return none ? sql`NOT ${set(sql`NOT ${judged}`)}` : set(judged)
}
