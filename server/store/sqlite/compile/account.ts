/** What is asked of an account (segment/account.ts), from the tables that lanes/account-tables.ts lays out for SQL. */
import type { Node, ResolvedCondition } from '../../../segment/question.ts'
import { FALSE, join, raw, type Sql, sql } from '../sql.ts'
import { countPasses } from './count.ts'
import { json, perSession, type Scope, time } from './scope.ts'

export function compileAccount(node: Node<'account'>, scope: Scope): Sql {
  const alias = `m${scope.depth + 1}`
  const inner = { ...scope, session: null, depth: scope.depth + 1 }
  const person = raw(scope.person)
  const where = ofAccount(node.where, `${alias}.account`, inner)
  if (perSession(scope)) {
    return sql`EXISTS (SELECT 1 FROM account_of(${scope.project}, ${person}, ${time(scope)}) ${raw(alias)} WHERE ${where})`
  }
  const users = sql`account_users(${scope.project}, ${raw(`${alias}.account`)}, ${time(scope)})`
  return sql`${person} IN (SELECT u.person FROM accounts(${scope.project}) ${raw(alias)} CROSS JOIN ${users} u WHERE ${where})`
}

/** Ids of accounts after one, that pass as of a time and have somebody, and how many. */
export function accountsPassing(where: ResolvedCondition, scope: Scope, after: string, limit: number): Sql {
  const condition = ofAccount(where, 'm0.account', scope)
  const members = sql`(SELECT count(*) FROM account_users(${scope.project}, m0.account, ${time(scope)}))`
  return sql`SELECT m0.name AS id, ${members} AS members FROM accounts(${scope.project}) m0 WHERE m0.name > ${after} AND members > 0 AND ${condition} ORDER BY m0.name LIMIT ${limit}`
}

/** `account`: SQL of the account's place. */
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
    case 'moved':
    case 'ids':
      return sql`account_holds(${scope.project}, ${json(node)}, ${raw(account)}, ${time(scope)}, ${scope.zone})`
    case 'users':
      return compileUsers(node, account, scope)
    default:
      return FALSE
  }
}

function compileUsers(node: Node<'users'>, account: string, scope: Scope): Sql {
  const alias = `m${scope.depth + 1}`
  const inner = { ...scope, person: `${alias}.person`, session: null, depth: scope.depth + 1 }
  const enough = enoughOf(node.who, sql`sum(${scope.compile(node.where, inner)})`)
  const users = sql`account_users(${scope.project}, ${raw(account)}, ${time(scope)})`
  // An account asked about has a user: through one it was found.
  return sql`coalesce((SELECT ${enough} FROM ${users} ${raw(alias)}), 0)`
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
