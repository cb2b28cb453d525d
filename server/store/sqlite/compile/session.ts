/** What is asked of one session. */
import { counted } from '../../../segment/judge.ts'
import type { Node } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { FALSE, join, raw, type Sql, sql, TRUE } from '../sql.ts'
import { failureKindKey } from '../write/failures.ts'
import { foldText } from '../write/texts.ts'
import { kindKey } from '../write/verdict.ts'
import { countPasses, countSet } from './count.ts'
import { json, type Scope } from './scope.ts'
import { fieldPasses, pathPasses, plainPasses } from './value.ts'

type OfSession = Node<'page' | 'field' | 'visit' | 'finding' | 'failure' | 'text'>

export function compileOfSession(node: OfSession, scope: Scope): Sql {
  const { session } = scope
  return session === null ? withoutSession(node) : withSession(node, session, scope)
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
      const where = [sql`x.project = ${scope.project}`]
      if (node.page) where.push(pathPasses(node.page, raw('x.page'), scope))
      if (node.element) where.push(pathPasses(node.element, raw('x.element'), scope))
      const kinds =
        node.of.length === 0
          ? raw('')
          : sql` AND f.kind IN (SELECT value FROM json_each(${json(node.of.map(kindKey))}))`
      const set = sql`SELECT f.session FROM finding f WHERE f.spot IN (SELECT x.key FROM spot x WHERE ${join(where, ' AND ')})${kinds}`
      return countSet(node.count, key, set, 'f.session')
    }
    case 'failure': {
      const where = [sql`x.project = ${scope.project}`]
      if (node.of.length > 0) {
        where.push(sql`x.kind IN (SELECT value FROM json_each(${json(node.of.map(failureKindKey))}))`)
      }
      if (node.message) where.push(pathPasses(node.message, raw('x.message'), scope))
      if (node.address) where.push(plainPasses(node.address, raw('x.source'), scope))
      if (node.status) where.push(plainPasses(node.status, raw('x.status'), scope))
      const set = sql`SELECT d.session FROM failed d WHERE d.failure IN (SELECT x.key FROM failure x WHERE ${join(where, ' AND ')})`
      return countSet(node.count, key, set, 'd.session', raw('sum(d.times)'))
    }
    case 'text': {
      const phrases = sql`SELECT p.key FROM phrase p WHERE p.project = ${scope.project} AND instr(p.text, ${foldText(node.contains)}) > 0`
      return sql`${key} IN (SELECT d.session FROM said d WHERE d.phrase IN (${phrases}))`
    }
  }
}

export function truth(holds: boolean): Sql {
  return holds ? TRUE : FALSE
}
