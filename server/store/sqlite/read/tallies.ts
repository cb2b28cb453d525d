import type { Database } from 'better-sqlite3'
import type { Source } from '../../../../contract/event.ts'
import { DAY_MS, mostFrequent } from '../../tally.ts'
import type { EventTally, TallyQuery } from '../../tally-port.ts'
import { sourceOf } from '../dictionary.ts'
import { EVENT_COLUMNS, EVENT_JOINS, type EventColumns, readEvent } from '../event-body.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Handlers } from '../protocol.ts'
import { join, raw, type Sql, sql } from '../sql.ts'

interface DayColumns {
  key: number
  day: number
  source: number
  count: number
  first: number
  last: number
}
type Keyed = EventTally & { key: number }

/** Counting by name and day reads one index, no rows. */
export function tallyReads(db: Database, segments: Answering): Handlers<'eventTallies' | 'eventsNamed'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const names = db.prepare<[number], { key: number; name: string; asked: 0 | 1 }>(
    'SELECT key, name, asked FROM event_name WHERE project = ?',
  )
  const nameKey = db
    .prepare<[number, 0 | 1, string], number>(
      'SELECT key FROM event_name WHERE project = ? AND asked = ? AND name = ?',
    )
    .pluck()
  const all = <T>({ text, params }: Sql): T[] => db.prepare<Sql['params'], T>(text).all(...params)

  return {
    eventTallies: query => {
      const project = projectKey.get(query.project)
      if (project === undefined) return []
      const { who, where } = asked(query, project, segments)
      const known = new Map(names.all(project).map(one => [one.key, one]))
      const tallies = new Map<number, Keyed>()
      const days = all<DayColumns>(
        sql`${who} SELECT e.name AS key, e.at / ${raw(String(DAY_MS))} * ${raw(String(DAY_MS))} AS day, e.source, count(*) AS count, min(e.at) AS first, max(e.at) AS last FROM event e WHERE e.name IN (SELECT key FROM event_name WHERE project = ${project})${where} GROUP BY 1, 2, 3 ORDER BY 1, 2`,
      )
      for (const { key, day, source, count, first, last } of days) {
        const { name, asked } = known.get(key)!
        const one = tallies.get(key) ?? empty(key, name, asked === 1, first)
        tallies.set(key, one)
        one.count += count
        one.firstSeen = Math.min(one.firstSeen, first)
        one.lastSeen = Math.max(one.lastSeen, last)
        addDay(one, day, count)
        addSource(one, sourceOf(source), count)
      }
      const top = mostFrequent([...tallies.values()], query.limit)
      if (top.length === 0) return []
      const keys = join(
        top.map(({ key }) => sql`${key}`),
        ', ',
      )
      const persons = all<{ key: number; persons: number }>(
        sql`${who} SELECT e.name AS key, count(DISTINCT e.person) AS persons FROM event e WHERE e.name IN (${keys})${where} GROUP BY 1`,
      )
      for (const { key, persons: n } of persons) tallies.get(key)!.persons = n
      for (const { sources } of top) {
        sources.sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1))
      }
      return top.map(({ key: _, ...one }) => one)
    },
    eventsNamed: query => {
      const project = projectKey.get(query.project)
      const key = project === undefined ? undefined : nameKey.get(project, query.named ? 1 : 0, query.name)
      if (project === undefined || key === undefined) return []
      const { who, where } = asked(query, project, segments)
      const newest = sql`SELECT e.key FROM event e WHERE e.name = ${key}${where} ORDER BY e.at DESC, e.message DESC LIMIT ${query.limit}`
      return all<EventColumns>(
        sql`${who} SELECT ${raw(EVENT_COLUMNS)} FROM event e ${raw(EVENT_JOINS)} WHERE e.key IN (${newest}) ORDER BY e.at DESC, e.message DESC`,
      ).map(readEvent)
    },
  }
}

/** Persons of the segment worked out once, and what of the events `e` is asked. */
function asked(
  { question, from, to }: TallyQuery,
  project: number,
  segments: Answering,
): { who: Sql; where: Sql } {
  const where = [raw('')]
  if (from !== undefined) where.push(sql`e.at >= ${from}`)
  if (to !== undefined) where.push(sql`e.at < ${to}`)
  if (question) where.push(raw('e.person IN (SELECT key FROM who)'))
  const who = question
    ? sql`WITH who AS MATERIALIZED (SELECT p.key FROM person p WHERE p.project = ${project} AND p.present = 1 AND ${segments.persons(question, project)})`
    : raw('')
  return { who, where: join(where, ' AND ') }
}

/** Days come in order, each once per source. */
function addDay({ days }: EventTally, day: number, count: number): void {
  const last = days.at(-1)
  if (last?.day === day) last.count += count
  else days.push({ day, count })
}

function addSource({ sources }: EventTally, source: Source, count: number): void {
  const known = sources.find(one => one.source === source)
  if (known) known.count += count
  else sources.push({ source, count })
}

function empty(key: number, name: string, named: boolean, first: number): Keyed {
  return { key, name, named, count: 0, persons: 0, firstSeen: first, lastSeen: first, days: [], sources: [] }
}
