import { RANK } from '../../../segment/moments.ts'
import type { ResolvedAct } from '../../../segment/question.ts'
import { PROPERTIES } from '../event-body.ts'
import { keysNamed } from '../lanes/laid.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { json, nameKey, type Scope, time } from './scope.ts'
import { fieldPasses, pathPasses } from './value.ts'
import type { Row } from './window.ts'

/** Columns of actRows, selected as `r`. */
export function rowOf(act: ResolvedAct): Row {
  const isEvent = act.act === 'event' || act.act === 'any'
  return { person: 'r.person', at: 'r.at', message: isEvent ? 'r.id' : null, session: 'r.session' }
}

/**
 * The moments of an act (segment/moments.ts), whenever they were: person, at, rank, id, session. Of one person, or of
 * everyone in the project without.
 */
export function actRows(act: ResolvedAct, scope: Scope, person: Sql | null): Sql {
  const whose = (column: string) =>
    person === null ? raw(`${column} IS NOT NULL`) : sql`${raw(column)} = ${person}`
  const ofEvents = (name: Sql) =>
    person === null
      ? sql`e.person IS NOT NULL AND e.key IN ${keysNamed(name)}`
      : sql`e.person = ${person} AND e.name = ${name}`
  const ofSession = (alias: string) =>
    sql`${raw(alias)}.listed = 1 AND ${raw(alias)}.project = ${scope.project} AND ${whose(`${alias}.person`)}`
  switch (act.act) {
    case 'event': {
      const where =
        act.where.length === 0
          ? raw('')
          : sql` AND passes_where(${json(act.where)}, ${raw(PROPERTIES)}, ${time(scope)})`
      return sql`SELECT e.person AS person, e.at AS at, ${RANK.event} AS rank, e.message AS id, e.session AS session FROM event e WHERE ${ofEvents(nameKey(act.event, scope))}${where}`
    }
    case 'any':
      return sql`SELECT e.person AS person, e.at AS at, ${RANK.event} AS rank, e.message AS id, e.session AS session FROM event e CROSS JOIN event_name n ON n.key = e.name WHERE ${whose('e.person')} AND n.asked = 1 AND n.project = ${scope.project}`
    case 'page': {
      if (act.how === 'viewed') {
        const paths = sql`SELECT key FROM path WHERE project = ${scope.project} AND ${pathPasses(act.path, raw('text'), scope)}`
        const long = act.seconds > 0 ? sql` AND g.until - g.at >= ${act.seconds * 1_000}` : raw('')
        return sql`SELECT o.person AS person, g.at AS at, ${RANK.page} AS rank, o.id || ' ' || x.text AS id, g.session AS session FROM page g JOIN session o ON o.key = g.session JOIN path x ON x.key = g.path WHERE ${ofSession('o')} AND g.path IN (${paths})${long}`
      }
      const field = act.how === 'entered' ? 'entryPath' : 'exitPath'
      const at = raw(act.how === 'entered' ? 'o.started' : 'o.ended')
      const path = raw(`o.field_${field}`)
      return sql`SELECT o.person AS person, ${at} AS at, ${RANK.page} AS rank, o.id || ' ' || ${path} AS id, o.key AS session FROM session o WHERE ${ofSession('o')} AND ${path} IS NOT NULL AND ${fieldPasses(act.path, field, 'o', scope)}`
    }
    case 'session': {
      const alias = `s${scope.depth + 1}`
      const inner = { ...scope, person: `${alias}.person`, session: alias, depth: scope.depth + 1 }
      const where = act.where === null ? raw('') : sql` AND ${scope.compile(act.where, inner)}`
      const [own, at, id, key, from] = ['person', 'started', 'id', 'key', ''].map(column =>
        raw(column ? `${alias}.${column}` : alias),
      )
      return sql`SELECT ${own!} AS person, ${at!} AS at, ${RANK.session} AS rank, ${id!} AS id, ${key!} AS session FROM session ${from!} WHERE ${ofSession(alias)}${where}`
    }
  }
}
