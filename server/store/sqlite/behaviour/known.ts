import type { Database } from 'better-sqlite3'
import type { Known, Standing, Whom } from '../../../behaviour/deeds.ts'
import type { Question } from '../../../segment/question.ts'
import type { Answering } from '../lanes/answering.ts'
import { firstEvent } from '../lanes/newest-events.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { asOfStart } from './as-of-start.ts'
import { choiceReader } from './read-choices.ts'
import { deedReader } from './read-deeds.ts'
import { featureReader } from './read-features.ts'
import { placeReader } from './read-places.ts'
import { valueReader } from './read-values.ts'
import { visitReader } from './read-visits.ts'

export function sqliteKnown(db: Database, segments: Answering): Known<number> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const personId = db.prepare<[number], string>('SELECT id FROM person WHERE key = ?').pluck()
  const sessionId = db.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()
  const firstVisit = db
    .prepare<[number], number | null>('SELECT min(started) FROM session WHERE project = ? AND listed = 1')
    .pluck()
  const namesOf = db.prepare<[number], number>('SELECT key FROM event_name WHERE project = ?').pluck()
  const keys = ({ text, params }: Sql): Set<number> =>
    new Set(
      db
        .prepare<Sql['params'], number>(text)
        .pluck()
        .all(...params),
    )
  const deeds = deedReader(db, segments)

  /** Sessions in the segment, as of a time or each as of its start. */
  const sessionsIn = (project: number, question: Question, among?: readonly number[]): Set<number> => {
    const only = among ? sql` AND s.key IN (SELECT value FROM json_each(${JSON.stringify(among)}))` : raw('')
    return keys(
      sql`SELECT s.key FROM session s WHERE s.project = ${project} AND s.listed = 1${only} AND ${segments.sessions(question, project)}`,
    )
  }
  const startJudge = asOfStart(db, segments)

  const within = (
    projectId: string,
    { question, others = false, judged }: Whom,
    per: 'person' | 'session',
    standings: readonly Standing<number>[],
  ): boolean[] => {
    if (!question) return standings.map(() => !others)
    const project = projectKey.get(projectId)
    if (project === undefined || standings.length === 0) return standings.map(() => others)
    const asOf = judged === 'start' ? ({ kind: 'session' } as const) : question.asOf
    const chosen = judged === 'asked' ? segments.membersOf(question, project) : null
    if (chosen && per === 'session') {
      const sessions = chosen.sessions()
      return standings.map(({ session }) => (session !== null && sessions[session] === 1) !== others)
    }
    if (chosen) return standings.map(({ person }) => (chosen.persons[person] === 1) !== others)
    if (judged === 'start' && question.segment.subject !== 'session') {
      const { person, started } = segments.moment().sessions()
      // A session is judged as of its own start; without one nothing is in.
      const own = (session: number | null) => (session === null ? Number.NaN : started[session]!)
      const bySession = per === 'session'
      const inside = startJudge(project, question, {
        length: standings.length,
        person: standings.map(one => (bySession ? (person[one.session ?? 0] ?? 0) : one.person)),
        at: standings.map(one => (bySession ? own(one.session) : one.at)),
      })
      return standings.map(
        ({ session }, i) => (inside[i] === 1 && (!bySession || session !== null)) !== others,
      )
    }
    if (per === 'session' || judged === 'start') {
      const named = standings.flatMap(({ session }) => session ?? [])
      const found = sessionsIn(project, { ...question, asOf }, named)
      return standings.map(({ session }) => (session !== null && found.has(session)) !== others)
    }
    const found = keys(
      sql`SELECT p.key FROM person p WHERE p.project = ${project} AND p.present = 1 AND ${segments.persons(question, project)}`,
    )
    return standings.map(({ person }) => found.has(person) !== others)
  }

  return {
    deeds: query => {
      const project = projectKey.get(query.project)
      return project === undefined ? [] : deeds(project, query)
    },
    within,
    visits: visitReader(db, segments, within),
    values: valueReader(db, segments),
    features: featureReader(db, segments),
    places: placeReader(db, segments),
    first: id => {
      const project = projectKey.get(id)
      if (project === undefined) return null
      const event = firstEvent(segments.moment().slices(), new Set(namesOf.all(project)))
      const visit = firstVisit.get(project) ?? null
      return event === null || visit === null ? (event ?? visit) : Math.min(event, visit)
    },
    choices: choiceReader(db, segments),
    personId: key => personId.get(key)!,
    sessionId: key => sessionId.get(key)!,
  }
}
