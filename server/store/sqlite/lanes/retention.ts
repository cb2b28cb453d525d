/**
 * Retention over lanes, where both steps are events asked by name alone: the same numbers as behaviour/retention.ts
 * folds from deeds, without an object for each.
 */
import type { Database } from 'better-sqlite3'
import type { Known, Stood } from '../../../behaviour/deeds.ts'
import { placeIn } from '../../../behaviour/funnel.ts'
import { type Moments, momentsOf } from '../../../behaviour/moments.ts'
import {
  columnsOf,
  isBehind,
  type RetentionPeopleQuery,
  type RetentionQuery,
  type RetentionTally,
} from '../../../behaviour/retention.ts'
import type { Answering } from './answering.ts'
import type { Lane } from './lane.ts'
import { type Beginnings, beginnings, comingsBack, firstBack, type Returns } from './return.ts'

const DAY_MS = 86_400_000
const ROLLING_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS }

/** Null: lanes do not tell. */
export function laneRetention(facts: Database, segments: Answering, known: Known) {
  const { within } = known
  const projectKey = facts.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const nameKey = facts
    .prepare<[number, string], number>(
      'SELECT key FROM event_name WHERE project = ? AND asked = 1 AND name = ?',
    )
    .pluck()
  const message = facts.prepare<[number], string>('SELECT message FROM event WHERE key = ?').pluck()
  const messageOf = (key: number) => message.get(key)

  /** Who began when, of those asked for, and what tells who came back. */
  const beginningsOf = (query: RetentionQuery) => {
    const { retention, from, now, whom } = query
    const { begin, back } = retention
    const project = projectKey.get(query.project)
    if (project === undefined || begin.kind !== 'event' || back.kind !== 'event') return null
    if (begin.where.length > 0 || back.where.length > 0) return null
    const moment = segments.moment()
    const span = { from: retention.firstEver ? 0 : from, to: now }
    const lanesOf = (event: string): Lane[] => {
      const name = nameKey.get(project, event)
      return name === undefined ? [] : moment.events(name, span.from, span.to)
    }
    const owners = moment.owners()
    const begun = beginnings(lanesOf(begin.event), owners, moment.present().length, span, messageOf)
    keepAsked(begun, query)
    const sessions = moment.sessions()
    if (whom.question || whom.others) {
      const standings = standingsOf(begun, sessions)
      const inside = within(query.project, whom, 'person', standings)
      for (const [i, person] of standings.person.entries()) if (!inside[i]) begun.at[person] = Number.NaN
    }
    const asked: Returns = { span, period: periods(query), messageOf }
    return { begun, lanes: lanesOf(back.event), owners, asked, sessions }
  }

  return {
    tally: (query: RetentionQuery): RetentionTally | null => {
      const found = beginningsOf(query)
      if (!found) return null
      const { begun, lanes, owners, asked } = found
      return tally(begun, comingsBack(lanes, owners, begun, columnsOf(query.retention), asked), query)
    },
    people: (query: RetentionPeopleQuery): Moments | null => {
      const column = columnsOf(query.retention)[query.column]
      const found = column && beginningsOf(query)
      if (!found) return null
      const { begun, lanes, owners, asked, sessions } = found
      const came = firstBack(lanes, owners, begun, column, asked)
      const kept = query.which === 'kept'
      const all = query.which === 'began'
      for (let who = 0; who < begun.at.length; who++) {
        const isAsked = all || Number.isNaN(came.at[who]) !== kept
        const isShown = isAsked && isBehind(begun.at[who]!, column, query)
        if (!isShown) begun.at[who] = came.at[who] = Number.NaN
      }
      const shown = standingsOf(kept ? came : begun, sessions)
      return momentsOf(known, shown, query.offset, query.limit)
    },
  }
}

/** Who did not begin in the time asked for is left out. */
function keepAsked({ at }: Beginnings, { from, to }: RetentionQuery): void {
  for (let i = 0; i < at.length; i++) if (!(at[i]! >= from && at[i]! < to)) at[i] = Number.NaN
}

function standingsOf(
  { at, session }: Beginnings,
  { project, person }: { project: Int32Array; person: Int32Array },
): Stood & { person: number[] } {
  const found: number[] = []
  for (let who = 0; who < at.length; who++) if (!Number.isNaN(at[who])) found.push(who)
  return {
    length: found.length,
    person: found,
    session: found.map(who => {
      const key = session[who]!
      return key !== 0 && project[key] !== 0 && person[key] === who ? key : 0
    }),
    at: found.map(who => at[who]!),
  }
}

/** How many periods after its beginning a time lies. */
function periods({ retention, periods }: RetentionQuery): (start: number, at: number) => number {
  if (retention.clock === 'calendar') return (start, at) => placeIn(periods, at) - placeIn(periods, start)
  const length = ROLLING_MS[retention.unit]
  return (start, at) => Math.floor((at - start) / length)
}

function tally(begun: Beginnings, came: Uint8Array, query: RetentionQuery): RetentionTally {
  const { retention, periods, from, to, now } = query
  const columns = columnsOf(retention)
  const rolling = retention.clock === 'rolling' ? ROLLING_MS[retention.unit] : null
  const cohorts = periods
    .map((at, i) => ({ at, until: periods[i + 1] ?? Number.POSITIVE_INFINITY }))
    .filter(({ at, until }) => until > from && at < Math.min(to, now))
  const starts = cohorts.map(({ at }) => at)
  const rows = cohorts.map(({ at }) => ({
    at,
    size: 0,
    cells: columns.map(() => ({ kept: 0, of: 0, open: false })),
  }))
  const summary = columns.map(() => ({ kept: 0, of: 0 }))
  const starting = (at: number, n: number) =>
    rolling === null ? (periods[placeIn(periods, at) + n] ?? Number.POSITIVE_INFINITY) : at + n * rolling
  // By the calendar everyone of a cohort has the same periods.
  const fixed = new Map<number, { begins: number[]; ends: number[] }>()
  const timesOf = (at: number, cohort: number) => {
    const known = rolling === null ? fixed.get(cohort) : undefined
    if (known) return known
    const made = {
      begins: columns.map(([first]) => starting(at, first)),
      ends: columns.map(([first, last]) => starting(at, (Number.isFinite(last) ? last : first) + 1)),
    }
    if (rolling === null) fixed.set(cohort, made)
    return made
  }
  let persons = 0
  for (let who = 0; who < begun.at.length; who++) {
    const at = begun.at[who]!
    if (Number.isNaN(at)) continue
    const cohort = placeIn(starts, at)
    const row = rows[cohort]!
    const { begins, ends } = timesOf(at, cohort)
    persons += 1
    row.size += 1
    for (let i = 0; i < columns.length; i++) {
      const cell = row.cells[i]!
      const kept = came[who * columns.length + i]!
      const over = ends[i]! <= now
      if (!over) cell.open = true
      if (begins[i]! <= now) {
        cell.of += 1
        cell.kept += kept
      }
      if (over) {
        summary[i]!.of += 1
        summary[i]!.kept += kept
      }
    }
  }
  return {
    persons,
    rows: rows.map(({ at, size, cells }) => ({
      at,
      size,
      cells: cells.map(cell => (cell.of === 0 ? null : cell)),
    })),
    summary,
  }
}
