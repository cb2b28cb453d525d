/** What is asked of one session. */
import { counted } from '../../../segment/judge.ts'
import type { Node } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { FALSE, join, raw, type Sql, sql, TRUE } from '../sql.ts'
import { failureKindKey } from '../write/failures.ts'
import { foldText } from '../write/texts.ts'
import { kindKey } from '../write/verdict.ts'
import { countPasses, countSet } from './count.ts'
import { json, type OfSession, type Scope } from './scope.ts'
import { fieldPasses, pathPasses, plainPasses } from './value.ts'

export function compileOfSession(node: OfSession, scope: Scope): Sql {
  const { session } = scope
  if (session === null) return withoutSession(node)
  return scope.known(node, `${session}.key`) ?? withSession(node, session, scope)
}

function withoutSession(node: OfSession): Sql {
  switch (node.kind) {
    case 'page':
    case 'finding':
    case 'failure':
      return truth(counted(node.count, 0))
    case 'field':
      return truth(testValue(node.is, undefined, 0))
    case 'visit':
    case 'text':
      return FALSE
  }
}

function withSession(node: OfSession, session: string, scope: Scope): Sql {
  const key = raw(`${session}.key`)
  switch (node.kind) {
    case 'page': {
      const paths = sql`SELECT key FROM path WHERE project = ${scope.project} AND ${pathPasses(node.path, raw('text'), scope)}`
      return countSet(
        node.count,
        key,
        sql`SELECT g.session FROM page g WHERE g.path IN (${paths})`,
        'g.session',
      )
    }
    case 'field':
      return fieldPasses(node.is, node.field, session, scope)
    case 'visit': {
      const earlier = raw(
        `(SELECT count(*) FROM session o WHERE o.person = ${session}.person AND o.listed = 1 AND (o.started, o.id) <= (${session}.started, ${session}.id))`,
      )
      return countPasses(node.number, earlier)
    }
    case 'finding': {
      const kinds =
        node.of.length === 0
          ? raw('')
          : sql` AND f.kind IN (SELECT value FROM json_each(${json(node.of.map(kindKey))}))`
      const set = sql`SELECT f.session FROM finding f WHERE f.spot IN (${spotsPassing(node, scope)})${kinds}`
      return countSet(node.count, key, set, 'f.session')
    }
    case 'failure': {
      const set = sql`SELECT d.session FROM failed d WHERE d.failure IN (${failuresPassing(node, scope)})`
      return countSet(node.count, key, set, 'd.session', raw('sum(d.times)'))
    }
    case 'text':
      return sql`${key} IN (SELECT d.session FROM said d WHERE d.phrase IN (${phrasesWith(node, scope)}))`
  }
}

type Asking = Pick<Scope, 'project' | 'asOf'>

/** Keys of spots, of whatever kind of finding. */
export function spotsPassing({ page, element }: Node<'finding'>, asking: Asking): Sql {
  const where = [sql`x.project = ${asking.project}`]
  if (page) where.push(pathPasses(page, raw('x.page'), asking))
  if (element) where.push(pathPasses(element, raw('x.element'), asking))
  return sql`SELECT x.key FROM spot x WHERE ${join(where, ' AND ')}`
}

export function failuresPassing({ of, message, address, status }: Node<'failure'>, asking: Asking): Sql {
  const where = [sql`x.project = ${asking.project}`]
  if (of.length > 0) {
    where.push(sql`x.kind IN (SELECT value FROM json_each(${json(of.map(failureKindKey))}))`)
  }
  if (message) where.push(pathPasses(message, raw('x.message'), asking))
  if (address) where.push(plainPasses(address, raw('x.source'), asking))
  if (status) where.push(plainPasses(status, raw('x.status'), asking))
  return sql`SELECT x.key FROM failure x WHERE ${join(where, ' AND ')}`
}

export function phrasesWith({ contains }: Node<'text'>, { project }: Asking): Sql {
  return sql`SELECT p.key FROM phrase p WHERE p.project = ${project} AND instr(p.text, ${foldText(contains)}) > 0`
}

export function truth(holds: boolean): Sql {
  return holds ? TRUE : FALSE
}
