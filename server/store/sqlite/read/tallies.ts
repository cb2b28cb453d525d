import type { Database } from 'better-sqlite3'
import { SOURCES } from '../../../../contract/event.ts'
import type { Question } from '../../../segment/question.ts'
import { DAY_MS, mostFrequent } from '../../tally.ts'
import type { EventTally } from '../../tally-port.ts'
import { EVENT_COLUMNS, EVENT_JOINS, type EventColumns, readEvent } from '../event-body.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Lane } from '../lanes/lane.ts'
import { newestEvents } from '../lanes/newest-events.ts'
import type { Handlers } from '../protocol.ts'
import { type Sql, sql } from '../sql.ts'

/** Counted in lanes: no row is read but those that are shown. */
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
  const rows = db.prepare<[string], EventColumns>(
    `SELECT ${EVENT_COLUMNS} FROM event e ${EVENT_JOINS} WHERE e.key IN (SELECT value FROM json_each(?))
     ORDER BY e.at DESC, e.message DESC`,
  )

  /** Whether a person's events count. */
  const chosen = (question: Question | undefined, project: number): ((person: number) => boolean) => {
    if (!question) return () => true
    const members = segments.membersOf(question, project)
    if (members) return person => members.persons[person] === 1
    const { text, params } =
      sql`SELECT p.key FROM person p WHERE p.project = ${project} AND p.present = 1 AND ${segments.persons(question, project)}`
    const keys = new Set(
      db
        .prepare<Sql['params'], number>(text)
        .pluck()
        .all(...params),
    )
    return person => keys.has(person)
  }

  return {
    eventTallies: query => {
      const project = projectKey.get(query.project)
      if (project === undefined) return []
      const isIn = chosen(query.question, project)
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query
      const moment = segments.moment()
      const owners = moment.owners()
      const met = new Int32Array(moment.present().length)
      const tallies = names.all(project).flatMap(({ key, name, asked }, i) => {
        const lanes = moment.events(key, from, to)
        return tallied(lanes, { name, named: asked === 1, from, to, owners, isIn, met, nth: i + 1 }) ?? []
      })
      return mostFrequent(tallies, query.limit)
    },
    eventsNamed: query => {
      const project = projectKey.get(query.project)
      const key = project === undefined ? undefined : nameKey.get(project, query.named ? 1 : 0, query.name)
      if (project === undefined || key === undefined) return []
      const isIn = chosen(query.question, project)
      const moment = segments.moment()
      const owners = moment.owners()
      const keys = newestEvents(moment.slices(), {
        names: new Set([key]),
        limit: query.limit,
        from: query.from ?? Number.NEGATIVE_INFINITY,
        // Times are whole numbers.
        upTo: query.to === undefined ? Number.POSITIVE_INFINITY : query.to - 1,
        ...(query.question ? { isIn: ident => isIn(owners[ident]!) } : {}),
      })
      return rows.all(JSON.stringify(keys)).slice(0, query.limit).map(readEvent)
    },
  }
}

interface Counting {
  name: string
  named: boolean
  from: number
  to: number
  owners: Int32Array
  isIn: (person: number) => boolean
  /** By key of a person: the `nth` name it was last met with. */
  met: Int32Array
  nth: number
}

/** null: no event counts. */
function tallied(
  lanes: Lane[],
  { name, named, from, to, owners, isIn, met, nth }: Counting,
): EventTally | null {
  const days = new Map<number, number>()
  const sources = SOURCES.map(() => 0)
  let day = Number.NaN
  let onDay = 0
  let [count, persons, firstSeen, lastSeen] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const lane of lanes) {
    const { base, at: times, ident } = lane
    const sourceKeys = lane.sources()
    for (let i = 0; i < lane.count; i++) {
      const at = times[i]! + base
      if (at < from || at >= to) continue
      const person = owners[ident[i]!]!
      if (!isIn(person)) continue
      count += 1
      if (at < firstSeen) firstSeen = at
      if (at > lastSeen) lastSeen = at
      // One after the other mostly of one day.
      if (!(at >= day && at < day + DAY_MS)) {
        if (onDay > 0) days.set(day, (days.get(day) ?? 0) + onDay)
        day = Math.floor(at / DAY_MS) * DAY_MS
        onDay = 0
      }
      onDay += 1
      sources[sourceKeys[i]!]! += 1
      if (person === 0 || met[person] === nth) continue
      met[person] = nth
      persons += 1
    }
  }
  if (count === 0) return null
  days.set(day, (days.get(day) ?? 0) + onDay)
  return {
    ...{ name, named, count, persons, firstSeen, lastSeen },
    days: [...days].map(([day, count]) => ({ day, count })).sort((a, b) => a.day - b.day),
    sources: SOURCES.map((source, key) => ({ source, count: sources[key]! }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1)),
  }
}
