import type { Database } from 'better-sqlite3'
import type { JsonObject } from '../../../../contract/event.ts'
import { type Deed, type DeedQuery, RANK } from '../../../behaviour/deeds.ts'
import { kindsOf, maskOf, passesClick, passesEvent, passesPage, valueText } from '../../../behaviour/steps.ts'
import { valueAt } from '../../../segment/value.ts'
import { CLICK_NUMBERS } from '../../heat/view.ts'
import { PROPERTIES } from '../event-body.ts'
import { readClicks } from '../put-heat.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { type DeedRows, deedRows, type TieKey } from './deed-rows.ts'
import { namedElements } from './named-elements.ts'

/** The only place where rows of deeds are read: each kind through the index that holds it. */
export function deedReader(db: Database) {
  const messageOf = db.prepare<[number], string>('SELECT message FROM event WHERE key = ?').pluck()
  const patternOf = db.prepare<[number], string>('SELECT text FROM pattern WHERE key = ?').pluck()
  const fingerprintOf = db.prepare<[number], string>('SELECT fingerprint FROM element WHERE key = ?').pluck()
  const sessionOf = db.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()
  const textOf = (rank: number, key: number): string => {
    if (rank === RANK.event) return messageOf.get(key)!
    if (rank === RANK.page) return patternOf.get(key)!
    return rank === RANK.click ? fingerprintOf.get(key)! : ''
  }
  const tie = (rank: number, a: TieKey, b: TieKey): number => {
    const byText = a.key === b.key ? 0 : compare(textOf(rank, a.key), textOf(rank, b.key))
    if (byText !== 0 || a.session === b.session) return byText
    return compare(sessionOf.get(a.session) ?? '', sessionOf.get(b.session) ?? '')
  }

  return (project: number, query: DeedQuery): Iterable<{ person: number; deeds: Deed<number>[] }> => {
    const rows = deedRows()
    const kinds = kindsOf(query.steps)
    if (kinds.has('event')) readEvents(db, project, query, rows)
    if (kinds.has('session')) readSessions(db, project, query, rows)
    if (kinds.has('page')) readPages(db, project, query, rows)
    if (kinds.has('click')) readPresses(db, project, query, rows)
    return rows.byPerson(tie)
  }
}

type EventColumns = [
  person: number,
  at: number,
  session: number | null,
  key: number,
  properties: string | null,
]

function readEvents(
  db: Database,
  project: number,
  { steps, others, property, from, to }: DeedQuery,
  rows: DeedRows,
) {
  const names = db
    .prepare<[number], { key: number; name: string }>(
      'SELECT key, name FROM event_name WHERE project = ? AND asked = 1',
    )
    .all(project)
  for (const { key, name } of names) {
    const own = steps.flatMap(step => (step.kind === 'event' && step.event === name ? [step] : []))
    if (own.length === 0 && !others) continue
    const tested = own.some(step => step.where.length > 0)
    const whole = maskOf(steps, step => step.kind === 'event' && step.event === name)
    // Without tests and values the index over names answers alone.
    const text = raw(tested || property !== null ? PROPERTIES : 'NULL')
    // A session that another person's event names, or that is not listed, is no session of this deed.
    const asked = sql`SELECT e.person, e.at, s.key, e.key, ${text} FROM event e LEFT JOIN session s ON s.key = e.session AND s.listed = 1 AND s.person = e.person WHERE e.name = ${key} AND e.at >= ${from} AND e.at < ${to} AND e.person IS NOT NULL`
    for (const [person, at, session, event, json] of each<EventColumns>(db, asked)) {
      const properties = json === null ? {} : parsed(json)
      const mask = tested
        ? maskOf(steps, step => step.kind === 'event' && passesEvent(step, { name, properties, at }))
        : whole
      if (mask === 0 && !others) continue
      const value = property === null ? null : valueText(valueAt(properties, property))
      rows.add(person, at, RANK.event, mask, session ?? 0, event, value)
    }
  }
}

function readSessions(db: Database, project: number, { steps, from, to }: DeedQuery, rows: DeedRows) {
  const mask = maskOf(steps, step => step.kind === 'session')
  const asked = sql`SELECT s.person, s.started, s.key FROM session s WHERE s.project = ${project} AND s.listed = 1 AND s.started >= ${from} AND s.started < ${to}`
  for (const [person, at, key] of each<[number, number, number]>(db, asked)) {
    rows.add(person, at, RANK.session, mask, key, key, null)
  }
}

function readPages(db: Database, project: number, { steps, others, from, to }: DeedQuery, rows: DeedRows) {
  for (const { key, text } of patterns(db, project)) {
    const mask = maskOf(steps, step => step.kind === 'page' && passesPage(step, text))
    if (mask === 0 && !others) continue
    const asked = sql`SELECT s.person, h.at, s.key FROM heat h JOIN session s ON s.key = h.session AND s.listed = 1 WHERE h.pattern = ${key} AND h.at >= ${from} AND h.at < ${to}`
    for (const [person, at, session] of each<[number, number, number]>(db, asked)) {
      rows.add(person, at, RANK.page, mask, session, key, null)
    }
  }
}

function readPresses(db: Database, project: number, { steps, others, from, to }: DeedQuery, rows: DeedRows) {
  const elements = namedElements(db, project)
  for (const { key, text: page } of patterns(db, project)) {
    const masks = new Map<number, number>()
    for (const [element, one] of elements) {
      const mask = maskOf(steps, step => step.kind === 'click' && passesClick(step, { ...one, page }))
      if (mask !== 0 || others) masks.set(element, mask)
    }
    if (masks.size === 0) continue
    const asked = sql`SELECT s.person, h.at, s.key, h.body FROM heat h JOIN session s ON s.key = h.session AND s.listed = 1 WHERE h.pattern = ${key} AND h.clicks > 0 AND h.at < ${to}`
    for (const [person, at, session, body] of each<[number, number, number, Uint8Array]>(db, asked)) {
      const clicks = readClicks(body)
      for (let i = 0; i < clicks.length; i += CLICK_NUMBERS) {
        const time = at + clicks[i]!
        const element = clicks[i + 3]! >> 2
        const mask = masks.get(element)
        if (mask === undefined || time < from || time >= to) continue
        rows.add(person, time, RANK.click, mask, session, element, null)
      }
    }
  }
}

function patterns(db: Database, project: number): { key: number; text: string }[] {
  return db
    .prepare<[number], { key: number; text: string }>('SELECT key, text FROM pattern WHERE project = ?')
    .all(project)
}

/** Rows as arrays: objects for each of millions cost more than reading them. */
function each<Row>(db: Database, { text, params }: Sql): Iterable<Row> {
  return db
    .prepare<Sql['params'], Row>(text)
    .raw()
    .iterate(...params)
}

function parsed(json: string): JsonObject {
  return JSON.parse(json)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
