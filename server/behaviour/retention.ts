/** Who came back, and when: SPEC's rules U20 to U23. */
import type { Retention } from '../../contract/behaviour/retention.ts'
import { type Deed, type Known, onlyThose, type Standing, type Whom } from './deeds.ts'
import { placeIn } from './funnel.ts'
import { type Moments, momentsOf } from './moments.ts'

export interface RetentionQuery {
  project: string
  retention: Retention
  /** It begins in [from, to). */
  from: number
  to: number
  whom: Whom
  now: number
  /** Beginnings of the calendar's periods, from the one that holds `from` to one after `now`. */
  periods: readonly number[]
}

/** Periods that a column stands for: [first, last], counted from the one in which it began. */
export type Column = readonly [first: number, last: number]

export interface RetentionTally {
  persons: number
  rows: { at: number; size: number; cells: ({ kept: number; of: number; open: boolean } | null)[] }[]
  summary: { kept: number; of: number }[]
}

interface Course<K> extends Standing<K> {
  /** Time and session of the first coming back of each column; null: none. */
  back: ({ at: number; session: K | null } | null)[]
}

const DAY_MS = 86_400_000
const ROLLING_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS }

export function columnsOf({ kind, periods, brackets }: Retention): Column[] {
  if (kind === 'bracket') return brackets
  return Array.from(
    { length: periods + 1 },
    (_, i): Column => [i, kind === 'n' ? i : Number.POSITIVE_INFINITY],
  )
}

function coursesOf<K>(known: Known<K>, query: RetentionQuery): Course<K>[] {
  const { project, retention, from, to, whom, now } = query
  const asked = known.deeds({
    project,
    ...onlyThose(whom),
    steps: [retention.begin, retention.back],
    others: false,
    begins: { mask: 1, before: to },
    fleeting: true,
    property: null,
    from: retention.firstEver ? 0 : from,
    to: now + 1,
  })
  const columns = columnsOf(retention)
  const courses: Course<K>[] = []
  for (const { person, deeds } of asked) {
    const start = deeds.findIndex(({ mask }) => (mask & 1) !== 0)
    const begun = deeds[start]
    if (!begun || begun.at < from || begun.at >= to) continue
    const back = comingsBack(deeds, start, columns, query)
    courses.push({ person, session: begun.session, at: begun.at, back })
  }
  const inside = known.within(project, whom, 'person', courses)
  return courses.filter((_, i) => inside[i])
}

/** The deed that begins is no coming back, though it pass both steps; another at the same time may be. */
function comingsBack<K>(
  deeds: readonly Deed<K>[],
  start: number,
  columns: readonly Column[],
  query: RetentionQuery,
): Course<K>['back'] {
  const back: Course<K>['back'] = columns.map(() => null)
  const period = periodOf(deeds[start]!.at, query)
  let before = -1
  for (let place = start + 1; place < deeds.length; place++) {
    const { at, mask, session } = deeds[place]!
    if ((mask & 2) === 0) continue
    const n = period(at)
    // Deeds are in order: another of the same period fills no column.
    if (n === before) continue
    before = n
    for (let i = 0; i < columns.length; i++) {
      const [first, last] = columns[i]!
      if (n >= first && n <= last) back[i] ??= { at, session }
    }
  }
  return back
}

/** How many periods after its beginning a time lies. */
function periodOf(start: number, { retention, periods }: RetentionQuery): (at: number) => number {
  if (retention.clock === 'rolling') {
    const length = ROLLING_MS[retention.unit]
    return at => Math.floor((at - start) / length)
  }
  const first = placeIn(periods, start)
  return at => placeIn(periods, at) - first
}

/** When the n-th period after a beginning begins. */
function periodStart(start: number, n: number, { retention, periods }: RetentionQuery): number {
  if (retention.clock === 'rolling') return start + n * ROLLING_MS[retention.unit]
  return periods[placeIn(periods, start) + n] ?? Number.POSITIVE_INFINITY
}

/** When the periods of each column begin and are over, for what began at a time. */
function limitsOf(start: number, columns: readonly Column[], query: RetentionQuery) {
  return {
    begins: columns.map(([first]) => periodStart(start, first, query)),
    ends: columns.map(([first, last]) =>
      periodStart(start, (Number.isFinite(last) ? last : first) + 1, query),
    ),
  }
}

export function tallyRetention<K>(known: Known<K>, query: RetentionQuery): RetentionTally {
  const { retention, periods, from, to, now } = query
  const columns = columnsOf(retention)
  const courses = coursesOf(known, query)
  const cohorts = periods
    .map((at, i) => ({ at, until: periods[i + 1] ?? Number.POSITIVE_INFINITY, own: [] as Course<K>[] }))
    .filter(({ at, until }) => until > from && at < Math.min(to, now))
  const starts = cohorts.map(({ at }) => at)
  for (const course of courses) cohorts[placeIn(starts, course.at)]!.own.push(course)
  const summary = columns.map(() => ({ kept: 0, of: 0 }))
  const rows = cohorts.map(({ at, own }) => {
    const cells = columns.map(() => ({ kept: 0, of: 0, open: false }))
    // By the calendar everyone of a cohort has the same periods.
    let limits = limitsOf(at, columns, query)
    for (const course of own) {
      if (retention.clock === 'rolling') limits = limitsOf(course.at, columns, query)
      for (let i = 0; i < columns.length; i++) {
        const cell = cells[i]!
        const kept = course.back[i] === null ? 0 : 1
        if (limits.begins[i]! <= now) {
          cell.of += 1
          cell.kept += kept
        }
        if (limits.ends[i]! <= now) {
          summary[i]!.of += 1
          summary[i]!.kept += kept
        } else cell.open = true
      }
    }
    return { at, size: own.length, cells: cells.map(cell => (cell.of === 0 ? null : cell)) }
  })
  return { persons: courses.length, rows, summary }
}

export interface RetentionPeopleQuery extends RetentionQuery {
  /** Beginning of the cohort; null: of all. */
  cohort: number | null
  column: number
  which: 'kept' | 'lost'
  offset: number
  limit: number
}

/** Those who came back at that moment, those who did not at the moment it began; only whose period has begun. */
export function retentionPeople<K>(known: Known<K>, query: RetentionPeopleQuery): Moments {
  const { cohort, column, which, periods, now, offset, limit, retention } = query
  const asked = columnsOf(retention)[column]
  const moments: Standing<K>[] = []
  for (const course of asked ? coursesOf(known, query) : []) {
    if (cohort !== null && periods[placeIn(periods, course.at)] !== cohort) continue
    if (periodStart(course.at, asked![0], query) > now) continue
    const back = course.back[column] ?? null
    if (which === 'kept' && back) moments.push({ person: course.person, ...back })
    if (which === 'lost' && !back) moments.push(course)
  }
  return momentsOf(known, moments, offset, limit)
}
