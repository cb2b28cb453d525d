/**
 * Segments for the reads of this engine: the members worked out once, then a condition that any SQL can carry. What
 * is asked as of each session's start is left to SQL as a whole (compile.ts).
 */
import type { Database } from 'better-sqlite3'
import { DEFAULT_ZONE } from '../../../../contract/zone.ts'
import { type Question, rootOf } from '../../../segment/question.ts'
import { personCondition, sessionCondition } from '../compile/compile.ts'
import { type Sql, sql } from '../sql.ts'
import { candidates } from './candidates.ts'
import { type Chosen, ofPersons, ofSessions } from './chosen.ts'
import type { Members } from './count.ts'
import { evaluation } from './evaluate.ts'
import { heatViews, type ViewSlice } from './heat-views.ts'
import { type Moment, moments } from './moment.ts'
import type { ViewLane } from './view-lane.ts'
import { viewLanes } from './view-lanes.ts'

export interface Answering {
  /** Reads what every question needs, within the running transaction: 20 bytes for each session, 8 for each identity. */
  warm(): void
  /** Lanes and columns as of the running transaction. */
  moment(): Moment
  /** True for sessions `s` of the segment, of the running transaction. */
  sessions(question: Question, project: number): Sql
  /** True for persons `p` of the segment, of the running transaction. */
  persons(question: Question, project: number): Sql
  /** The members themselves; null: only SQL can tell. */
  membersOf(question: Question | undefined, project: number): Chosen | null
  /** Views of a page, slice by slice of sessions; as of the running transaction. */
  views(pattern: number): ViewSlice[]
  /** Views of every page and what was clicked, as of the running transaction. */
  viewLanes(): ViewLane[]
}

/** So many keys are a list that SQL can go by; more are asked row by row. */
const FEW = 2_000
/** Sets that SQL of one answer may still ask: a question has few parts that carry one. */
const MOST_SETS = 64

export function answering(facts: Database, lanes: Database): Answering {
  const moment = moments(facts, lanes)
  const evaluate = evaluation(facts)
  const mayBe = candidates(facts)
  const views = heatViews(facts)
  const allViews = viewLanes(facts, lanes)
  const sets = new Map<number, Members>()
  let last = 0
  facts.function('chosen', { directOnly: true }, (set: number, key: number | null) =>
    key === null ? 0 : (sets.get(set)?.[key] ?? 0),
  )

  const membersOf = (question: Question | undefined, project: number): Chosen | null => {
    if (!question) return ofPersons(moment(), project, null)
    const { asOf, segment, zone = DEFAULT_ZONE } = question
    if (asOf.kind === 'session') return null
    const asked = { moment: moment(), project, time: asOf.time, zone }
    return segment.subject === 'session'
      ? ofSessions(asked.moment, project, evaluate.sessions(segment.where, asked))
      : ofPersons(asked.moment, project, evaluate.persons(rootOf(segment), asked))
  }

  const condition = (members: Members, key: string): Sql => {
    const keys: number[] = []
    for (let i = 0; i < members.length && keys.length <= FEW; i++) if (members[i] === 1) keys.push(i)
    const column = { text: key, params: [] }
    if (keys.length <= FEW) return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`
    last += 1
    sets.set(last, members)
    sets.delete(last - MOST_SETS)
    return sql`chosen(${last}, ${column})`
  }

  /** What only SQL can tell, of those whom it may hold of: `person` is the column with their keys. */
  const asSql = (question: Question, project: number, person: string, told: Sql): Sql => {
    const may = mayBe(rootOf(question.segment), project, moment())
    return moment().laid(may ? sql`(${condition(may, person)} AND ${told})` : told)
  }

  return {
    warm: () => {
      const { owners, present, sessions, visits } = moment()
      owners()
      present()
      sessions()
      visits()
    },
    moment,
    membersOf,
    views: pattern => views(pattern, moment().versions('heat')),
    viewLanes: () => allViews(moment().versions('heat')),
    sessions: (question, project) => {
      const chosen = membersOf(question, project)
      if (!chosen) return asSql(question, project, 's.person', sessionCondition(question, project))
      const byPerson = question.segment.subject !== 'session'
      return byPerson ? condition(chosen.persons, 's.person') : condition(chosen.sessions(), 's.key')
    },
    persons: (question, project) => {
      const chosen = membersOf(question, project)
      return chosen
        ? condition(chosen.persons, 'p.key')
        : asSql(question, project, 'p.key', personCondition(question, project))
    },
  }
}
