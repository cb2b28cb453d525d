/** What is asked of an account (segment/account.ts). Accounts are what group calls name. */
import type { Node, ResolvedCondition } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { FALSE, join, raw, type Sql, sql } from '../sql.ts'
import { countPasses } from './count.ts'
import { keyed } from './judged.ts'
import { json, perSession, type Scope, time } from './scope.ts'

const ACCOUNT = raw("json_extract(e.own, '$.groupId')")

export function compileAccount(node: Node<'account'>, scope: Scope): Sql {
  const alias = `m${scope.depth + 1}`
  const inner = { ...scope, session: null, depth: scope.depth + 1 }
  const where = ofAccount(node.where, `${alias}.account`, inner)
  const rows = sql`FROM (${members(scope)}) ${raw(alias)} WHERE ${where}`
  const person = raw(scope.person)
  return perSession(scope)
    ? sql`EXISTS (SELECT 1 ${rows} AND ${raw(alias)}.person = ${person})`
    : sql`${person} IN (SELECT ${raw(alias)}.person ${rows})`
}

/** Ids of accounts after one, that pass as of a time and have somebody, and how many. */
export function accountsPassing(where: ResolvedCondition, scope: Scope, after: string, limit: number): Sql {
  const condition = ofAccount(where, 'm0.account', scope)
  return sql`SELECT m0.account AS id, count(*) AS members FROM (${members(scope)}) m0 WHERE m0.account > ${after} AND ${condition} GROUP BY m0.account ORDER BY m0.account LIMIT ${limit}`
}

/** Who belongs to which account by then. */
function members(scope: Scope): Sql {
  return sql`SELECT DISTINCT e.person AS person, ${ACCOUNT} AS account FROM event e WHERE ${groups(scope)} AND e.person IS NOT NULL`
}

function groups(scope: Scope): Sql {
  return sql`e.changes = 2 AND e.name = (SELECT key FROM event_name WHERE project = ${scope.project} AND asked = 0 AND name = 'group') AND e.at <= ${time(scope)} AND ${ACCOUNT} <> ''`
}

/** `account`: SQL of the account's id. */
function ofAccount(node: ResolvedCondition, account: string, scope: Scope): Sql {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.of.map(part => ofAccount(part, account, scope))
      return sql`(${join(parts, node.kind === 'and' ? ' AND ' : ' OR ')})`
    }
    case 'not':
      return sql`NOT ${ofAccount(node.of, account, scope)}`
    case 'trait':
      return said(sql`account_trait(${json(node)}, ${time(scope)}, e.at, e.message, e.own)`, account, scope, {
        none: testValue(node.is, undefined, 0),
      })
    case 'moved':
      return said(
        sql`account_moved(${json(node)}, ${time(scope)}, ${scope.zone}, e.at, e.message, e.own)`,
        account,
        scope,
        { none: false },
      )
    case 'ids':
      return node.of === 'account'
        ? sql`${raw(account)} IN (SELECT value FROM json_each(${json(node.ids)}))`
        : FALSE
    case 'users':
      return compileUsers(node, account, scope)
    default:
      return FALSE
  }
}

/** What group calls said of the account until then. */
function said(judged: Sql, account: string, scope: Scope, { none }: { none: boolean }): Sql {
  const from = sql`FROM event e WHERE ${groups(scope)}`
  if (!perSession(scope)) return keyed(raw(account), { judged, from, key: ACCOUNT.text, none })
  return sql`coalesce((SELECT ${judged} ${from} AND ${ACCOUNT} = ${raw(account)}), ${none ? 1 : 0})`
}

function compileUsers(node: Node<'users'>, account: string, scope: Scope): Sql {
  const alias = `m${scope.depth + 1}`
  const inner = { ...scope, person: `${alias}.person`, session: null, depth: scope.depth + 1 }
  const found = sql`sum(${scope.compile(node.where, inner)})`
  const enough = enoughOf(node.who, found)
  const from = sql`FROM (${members(scope)}) ${raw(alias)}`
  const own = raw(`${alias}.account`)
  // An account asked about has a user: through one it was found.
  if (perSession(scope)) return sql`coalesce((SELECT ${enough} ${from} WHERE ${own} = ${raw(account)}), 0)`
  return sql`${raw(account)} IN (SELECT ${own} ${from} GROUP BY ${own} HAVING ${enough})`
}

function enoughOf(who: Node<'users'>['who'], found: Sql): Sql {
  switch (who) {
    case 'any':
      return sql`(${found} > 0)`
    case 'none':
      return sql`(${found} = 0)`
    case 'all':
      return sql`(${found} = count(*))`
    default:
      return countPasses(who, found)
  }
}
