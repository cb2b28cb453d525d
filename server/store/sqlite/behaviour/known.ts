import type { Database } from 'better-sqlite3'
import type { Deeds, Happenings, Known } from '../../../behaviour/deeds.ts'
import type { Question } from '../../../segment/question.ts'
import type { Answering } from '../lanes/answering.ts'
import { firstEvent } from '../lanes/newest-events.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { asOfStart } from './as-of-start.ts'
import { choiceReader } from './read-choices.ts'
import { deedReader } from './read-deeds.ts'
import { featureReader } from './read-features.ts'
import { metReader } from './read-met.ts'
import { placeReader } from './read-places.ts'
import { valueReader } from './read-values.ts'
import { visitReader } from './read-visits.ts'

const NO_DEEDS: Deeds = { person: [], starts: [0], at: [], mask: [], value: null, session: () => 0 }
const NOTHING: Happenings = { length: 0, person: [], session: [], at: [], mask: [], value: null }

export function sqliteKnown(db: Database, segments: Answering): Known {
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

  /** Sessions in the segment, as of a time or each as of its start. */
  const sessionsIn = (project: number, question: Question, among?: readonly number[]): Set<number> => {
    const only = among ? sql` AND s.key IN (SELECT value FROM json_each(${JSON.stringify(among)}))` : raw('')
    return keys(
      sql`SELECT s.key FROM session s WHERE s.project = ${project} AND s.listed = 1${only} AND ${segments.sessions(question, project)}`,
    )
  }
  const startJudge = asOfStart(db, segments)

  const within: Known['within'] = (projectId, { question, others = false, judged }, per, stood) => {
    const all = (inside: boolean) => new Uint8Array(stood.length).fill(inside ? 1 : 0)
    if (!question) return all(!others)
    const project = projectKey.get(projectId)
    if (project === undefined || stood.length === 0) return all(others)
    const told = all(false)
    const tell = (isIn: (i: number) => boolean): Uint8Array => {
      for (let i = 0; i < told.length; i++) told[i] = isIn(i) === others ? 0 : 1
      return told
    }
    const asOf = judged === 'start' ? ({ kind: 'session' } as const) : question.asOf
    const chosen = judged === 'asked' ? segments.membersOf(question, project) : null
    if (chosen && per === 'session') {
      // No session has the key 0.
      const sessions = chosen.sessions()
      return tell(i => stood.session[i] !== 0 && sessions[stood.session[i]!] === 1)
    }
    if (chosen) return tell(i => chosen.persons[stood.person[i]!] === 1)
    if (judged === 'start' && question.segment.subject !== 'session') {
      const { person, started } = segments.moment().sessions()
      const bySession = per === 'session'
      // A session is judged as of its own start; without one nothing is in.
      const inside = startJudge(project, question, {
        length: stood.length,
        person: bySession
          ? Int32Array.from(stood.session, key => person[key] ?? 0)
          : Int32Array.from(stood.person),
        at: bySession
          ? Float64Array.from(stood.session, key => started[key] ?? Number.NaN)
          : Float64Array.from(stood.at),
      })
      return tell(i => inside[i] === 1 && (!bySession || stood.session[i] !== 0))
    }
    if (per === 'session' || judged === 'start') {
      const found = sessionsIn(project, { ...question, asOf }, [...new Set(Array.from(stood.session))])
      return tell(i => found.has(stood.session[i]!))
    }
    const found = keys(
      sql`SELECT p.key FROM person p WHERE p.project = ${project} AND p.present = 1 AND ${segments.persons(question, project)}`,
    )
    return tell(i => found.has(stood.person[i]!))
  }
  const { deeds, happenings } = deedReader(db, segments, within)

  return {
    deeds: query => {
      const project = projectKey.get(query.project)
      return project === undefined ? NO_DEEDS : deeds(project, query)
    },
    happenings: query => {
      const project = projectKey.get(query.project)
      return project === undefined ? NOTHING : happenings(project, query)
    },
    within,
    ...visitReader(db, segments, within),
    values: valueReader(db, segments),
    features: featureReader(db, segments),
    met: metReader(db, segments),
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
