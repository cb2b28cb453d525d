import type { Window } from '../../../../contract/segment/windows.ts'
import { type FixedWindow, isFixed, spanOf } from '../../../segment/window.ts'
import { FALSE, raw, type Sql, sql } from '../sql.ts'
import { nameKey, perSession, type Scope, time } from './scope.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Columns of the row asked about. */
export interface Row {
  person: string
  at: string
  /** Column with the messageId of an event; null: the row is no event. */
  message: string | null
  /** Column with the key of its session. */
  session: string
}

/** Whether a window holds a row (segment/window.ts). */
export function within(window: Window, row: Row, scope: Scope): Sql {
  if (window.kind === 'session') {
    return scope.session === null ? FALSE : raw(`${row.session} = ${scope.session}.key`)
  }
  const at = raw(row.at)
  if (isFixed(window))
    return perSession(scope) ? slidingSpan(window, at, scope) : fixedSpan(window, at, scope)
  const person = raw(row.person)
  if (window.kind === 'since-first') {
    const first =
      window.event === null
        ? firstSeen(person)
        : sql`(SELECT min(a.at) FROM event a WHERE a.person = ${person} AND a.name = ${nameKey(window.event, scope)})`
    const end = window.hours === null ? raw('') : sql` AND ${at} <= ${first} + ${window.hours * HOUR_MS}`
    return sql`${at} <= ${time(scope)} AND ${at} >= ${first}${end}`
  }
  const later =
    row.message === null ? sql`a.at <= ${at}` : sql`(a.at, a.message) < (${at}, ${raw(row.message)})`
  return sql`${at} <= ${time(scope)} AND EXISTS (SELECT 1 FROM event a WHERE a.person = ${person} AND a.name = ${nameKey(window.event, scope)} AND a.at <= ${at} AND ${later} AND ${at} <= a.at + ${window.hours * HOUR_MS})`
}

function fixedSpan(window: FixedWindow, at: Sql, { asOf, zone }: Scope): Sql {
  const { from, to } = spanOf(window, Number(asOf), zone)
  return Number.isFinite(from) ? sql`${at} >= ${from} AND ${at} <= ${to}` : sql`${at} <= ${to}`
}

/** The same as spanOf, of a time that each row tells. */
function slidingSpan(window: FixedWindow, at: Sql, scope: Scope): Sql {
  const asOf = time(scope)
  const until = sql`${at} <= ${asOf}`
  switch (window.kind) {
    case 'ever':
      return until
    case 'last':
      return sql`${at} > ${asOf} - ${window.days * DAY_MS} AND ${until}`
    case 'ago':
      return sql`${at} > ${asOf} - ${window.from * DAY_MS} AND ${at} <= ${asOf} - ${window.to * DAY_MS}`
    case 'since':
      return sql`${at} >= ${Date.parse(window.at)} AND ${until}`
    case 'between':
      return sql`${at} >= ${Date.parse(window.from)} AND ${at} < ${Date.parse(window.to)} AND ${until}`
    case 'calendar': {
      const start = (back: number) => sql`unit_start(${asOf}, ${scope.zone}, ${window.unit}, ${back})`
      const end = window.whole ? sql`${at} < ${start(0)} AND ` : raw('')
      return sql`${at} >= ${start(window.back)} AND ${end}${until}`
    }
  }
}

/** When a person's first event, change of traits or session was; null: nothing of it is known. */
export function firstSeen(person: Sql): Sql {
  return seen('min', person, raw(''))
}

/** The same of the last one until a time. */
export function lastSeen(person: Sql, until: Sql): Sql {
  return seen('max', person, sql` AND at <= ${until}`)
}

function seen(which: 'min' | 'max', person: Sql, until: Sql): Sql {
  const pick = raw(`${which}(at)`)
  // Aliases of their own: `person` is a column of a row outside, which must not be taken for one of these.
  const events = sql`SELECT se.at AS at FROM event se JOIN event_name sn ON sn.key = se.name WHERE se.person = ${person} AND (sn.asked = 1 OR se.changes = 1)`
  const sessions = sql`SELECT so.started FROM session so WHERE so.person = ${person} AND so.listed = 1`
  return sql`(SELECT ${pick} FROM (${events} UNION ALL ${sessions}) WHERE TRUE${until})`
}
