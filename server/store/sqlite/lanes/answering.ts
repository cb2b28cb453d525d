/**
 * Segments for the reads of this engine: the members worked out once, then a condition that any SQL can carry. What
 * is asked as of each session's start is left to SQL as a whole (compile.ts), unless its history tells it of all at once.
 */
import type { Database } from 'better-sqlite3'
import { DEFAULT_ZONE } from '../../../../contract/zone.ts'
import { type Question, type ResolvedCondition, rootOf } from '../../../segment/question.ts'
import { personCondition, sessionCondition } from '../compile/compile.ts'
import type { Known } from '../compile/scope.ts'
import { type Sql, sql } from '../sql.ts'
import { gainsFromFew } from './among.ts'
import { candidates } from './candidates.ts'
import { type Chosen, ofPersons, ofSessions } from './chosen.ts'
import { type Members, membersWhere } from './count.ts'
import { evaluation } from './evaluate.ts'
import { judgeOfFew } from './few.ts'
import { heatViews, type ViewSlice } from './heat-views.ts'
import { type MetLanes, metLanes } from './met-lanes.ts'
import { type Moment, moments } from './moment.ts'
import { NEAR, type Newest, newest, newestOfFew } from './newest.ts'
import { roomForSlices } from './slice-keeper.ts'
import { isToldOfAll, standingJudge } from './standings.ts'
import { isOfOneSession } from './timeless.ts'
import type { ViewLane } from './view-lane.ts'
import { viewLanes } from './view-lanes.ts'
import { whenJudge } from './when.ts'
import { atStarts, type Stood } from './when-asked.ts'
import { asksAccounts, isWhenOfEvents } from './when-told.ts'

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
  /** Keys of its sessions that can be the newest, see newest.ts; null: only SQL can tell. */
  newestOf(question: Question, project: number, span: Newest): number[] | null
  /** Views of a page, slice by slice of sessions; as of the running transaction. */
  views(pattern: number): ViewSlice[]
  /** Views of every page and what was clicked, as of the running transaction. */
  viewLanes(): ViewLane[]
  met: MetLanes
}

/** So many keys are a list that SQL can go by; more are asked row by row. */
const FEW = 2_000
/** Where each is judged by itself, so many times as many as are asked for are judged first. */
const NEARER = 2
/** Accounts of 300 sessions take as long as those of 5,000: each time there is an array by key of a person to go through. */
const NEAR_ACCOUNTS = 96
/** Sets that SQL of one answer may still ask: a question has few parts that carry one. */
const MOST_SETS = 64

export function answering(facts: Database, lanes: Database): Answering {
  const room = roomForSlices()
  const moment = moments(facts, lanes, room)
  const evaluate = evaluation(facts)
  const mayBe = candidates(facts)
  const whenOf = whenJudge(facts)
  const stood = standingJudge(facts, whenOf)
  const ofFew = judgeOfFew(evaluate, stood)
  const views = heatViews(facts, lanes)
  const allViews = viewLanes(facts, lanes)
  const sets = new Map<number, Members>()
  let last = 0
  facts.function('chosen', { directOnly: true }, (set: number, key: number | null) =>
    key === null ? 0 : (sets.get(set)?.[key] ?? 0),
  )

  /** By place, of those who stand where sessions of theirs begin. */
  const stoodAtStarts = (question: Question, project: number, standing: Stood, now: Moment): Members => {
    const { segment, zone = DEFAULT_ZONE } = question
    // What else it tells hangs on no time.
    const bySql = (own: ResolvedCondition) => evaluate.sessions(own, { moment: now, project, time: 0, zone })
    return stood(rootOf(segment), standing, { moment: now, project, zone, atStarts: true, bySql })
  }

  /** Sessions at whose start it held. */
  const ofEachSession = (question: Question, project: number): Chosen | null => {
    const { segment } = question
    if (!isToldOfAll(rootOf(segment), segment.subject === 'session')) return null
    const now = moment()
    const { length, person, started } = now.sessions()
    return ofSessions(now, project, stoodAtStarts(question, project, { length, person, at: started }, now))
  }

  const membersOf = (question: Question | undefined, project: number): Chosen | null => {
    if (!question) return ofPersons(moment(), project, null)
    const { asOf, segment, zone = DEFAULT_ZONE } = question
    if (asOf.kind === 'session') return ofEachSession(question, project)
    const asked = { moment: moment(), project, time: asOf.time, zone }
    return segment.subject === 'session'
      ? ofSessions(asked.moment, project, evaluate.sessions(segment.where, asked))
      : ofPersons(asked.moment, project, evaluate.persons(rootOf(segment), asked))
  }

  /** Every session that is listed. */
  const ofProject = (project: number): Members => {
    const { project: listed } = moment().sessions()
    return membersWhere(listed.length, key => listed[key] === project)
  }

  /** What is common is found among the newest, each judged by itself: to tell it of all takes longer. */
  const near = (question: Question, project: number, span: Newest): number[] | null => {
    const holding = (keys: number[]) => {
      const { text, params } = moment().laid(
        sql`SELECT s.key FROM session s WHERE s.key IN (SELECT value FROM json_each(${JSON.stringify(keys)})) AND ${sessionCondition(question, project)}`,
      )
      return facts
        .prepare<Sql['params'], number>(text)
        .pluck()
        .all(...params)
    }
    return newestOfFew(
      ofProject(project),
      moment().sessions().started,
      span,
      holding,
      NEARER,
      span.limit * NEAR,
    )
  }

  /** Accounts have many users: they are told of together, and of more sessions until enough are found. */
  const nearAccounts = (question: Question, project: number, span: Newest): number[] | null => {
    const now = moment()
    const sessions = now.sessions()
    const holding = (keys: number[]) => {
      const holds = stoodAtStarts(question, project, atStarts(keys, sessions), now)
      return keys.filter((_, i) => holds[i] === 1)
    }
    return newestOfFew(ofProject(project), sessions.started, span, holding, NEAR_ACCOUNTS)
  }

  /** By SQL of the newest alone; then of many at once when it held of each person. */
  const nearWhen = (question: Question, project: number, span: Newest): number[] | null => {
    const found = near(question, project, span)
    if (found) return found
    const now = moment()
    const sessions = now.sessions()
    const { segment, zone = DEFAULT_ZONE } = question
    const holding = (keys: number[]) => {
      const holds = whenOf(rootOf(segment), { moment: now, project, zone }, atStarts(keys, sessions))
      return keys.filter((_, i) => holds[i] === 1)
    }
    return newestOfFew(ofProject(project), sessions.started, span, holding, NEAR_ACCOUNTS)
  }

  const newestOf = (question: Question, project: number, span: Newest): number[] | null => {
    if (question.asOf.kind === 'session' && isToldOfAll(rootOf(question.segment), false)) {
      if (asksAccounts(rootOf(question.segment))) {
        const found = nearAccounts(question, project, span)
        if (found) return found
      } else {
        const found = near(question, project, span)
        if (found) return found
      }
    }
    const ofPersons = question.asOf.kind === 'session' && question.segment.subject !== 'session'
    if (ofPersons && isWhenOfEvents(rootOf(question.segment))) {
      const found = nearWhen(question, project, span)
      if (found) return found
    }
    const holding = ofFew(question, project, moment())
    const few = holding && newestOfFew(ofProject(project), moment().sessions().started, span, holding)
    if (few) return few
    // What only SQL can tell of each: whoever may be in it need not be looked for where it is common.
    if (!holding && gainsFromFew(rootOf(question.segment))) {
      const found = near(question, project, span)
      if (found) return found
    }
    const chosen = membersOf(question, project)
    return chosen && newest(chosen.sessions(), chosen.moment.sessions().started, span)
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

  /** Of what hangs on the session alone, that which tables would tell of all sessions anew. */
  const knownOf =
    (project: number): Known =>
    (node, key) => {
      if (node.kind !== 'finding' && node.kind !== 'failure' && node.kind !== 'text') return null
      if (!isOfOneSession(node)) return null
      const asked = { moment: moment(), project, time: 0, zone: DEFAULT_ZONE }
      return condition(evaluate.sessions(node, asked), key)
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
    newestOf,
    views: pattern => views(pattern, moment().versions('heat')),
    viewLanes: () => allViews.all(moment().versions('heat')),
    met: metLanes(room, allViews.of),
    sessions: (question, project) => {
      const chosen = membersOf(question, project)
      if (!chosen)
        return asSql(question, project, 's.person', sessionCondition(question, project, knownOf(project)))
      return chosen.byPerson ? condition(chosen.persons, 's.person') : condition(chosen.sessions(), 's.key')
    },
    persons: (question, project) => {
      const chosen = membersOf(question, project)
      return chosen
        ? condition(chosen.persons, 'p.key')
        : asSql(question, project, 'p.key', personCondition(question, project, knownOf(project)))
    },
  }
}
