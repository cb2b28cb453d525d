/** Who came back, and when: SPEC's rules U20 to U23. */
import type { Retention, RetentionWhich } from '../../contract/behaviour/retention.ts'
import { type Deeds, type Known, onlyThose, type Stood, type Whom } from './deeds.ts'
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

/** Those who began, where they stood then. */
interface Courses extends Stood {
  /** By course times the number of columns, plus the column: place of the first coming back; -1: none. */
  back: Int32Array
  deeds: Deeds
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

function coursesOf(known: Known, query: RetentionQuery, columns: readonly Column[]): Courses {
  const { project, retention, from, to, whom, now } = query
  const deeds = known.deeds({
    project,
    per: 'person',
    ...onlyThose(whom),
    steps: [retention.begin, retention.back],
    others: null,
    begins: { mask: 1, before: to },
    property: null,
    from: retention.firstEver ? 0 : from,
    to: now + 1,
  })
  const { at, mask, starts } = deeds
  const places: number[] = []
  const person: number[] = []
  const ends: number[] = []
  for (let i = 0; i < deeds.person.length; i++) {
    let start = starts[i]!
    while (start < starts[i + 1]! && (mask[start]! & 1) === 0) start += 1
    if (start === starts[i + 1] || at[start]! < from || at[start]! >= to) continue
    places.push(start)
    ends.push(starts[i + 1]!)
    person.push(deeds.person[i]!)
  }
  const begun = standing(deeds, person, places)
  const inside = whom.question || whom.others ? known.within(project, whom, 'person', begun) : null
  const chosen = inside === null ? null : places.flatMap((_, i) => (inside[i] ? [i] : []))
  const count = chosen?.length ?? places.length
  const back = new Int32Array(count * columns.length).fill(-1)
  for (let nth = 0; nth < count; nth++) {
    const i = chosen?.[nth] ?? nth
    comingsBack(deeds, places[i]!, ends[i]!, columns, query, back, nth * columns.length)
  }
  if (chosen === null) return { ...begun, back, deeds }
  const left = [chosen.map(i => person[i]!), chosen.map(i => places[i]!)] as const
  return { ...standing(deeds, ...left), back, deeds }
}

function standing(deeds: Deeds, person: number[], places: number[]): Stood {
  return {
    length: places.length,
    person,
    session: places.map(place => deeds.session(place)),
    at: places.map(place => deeds.at[place]!),
  }
}

/** The deed that begins is no coming back, though it pass both steps; another at the same time may be. */
function comingsBack(
  { at, mask }: Deeds,
  start: number,
  end: number,
  columns: readonly Column[],
  query: RetentionQuery,
  into: Int32Array,
  first: number,
): void {
  const period = periodOf(at[start]!, query)
  let before = -1
  for (let place = start + 1; place < end; place++) {
    if ((mask[place]! & 2) === 0) continue
    const n = period(at[place]!)
    // Deeds are in order: another of the same period fills no column.
    if (n === before) continue
    before = n
    for (let i = 0; i < columns.length; i++) {
      if (n >= columns[i]![0] && n <= columns[i]![1] && into[first + i] === -1) into[first + i] = place
    }
  }
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

/** Periods in which it can begin; the first may begin before the dates. */
export function cohortsOf({ periods, from, to, now }: RetentionQuery): { at: number; until: number }[] {
  return periods
    .map((at, i) => ({ at, until: periods[i + 1] ?? Number.POSITIVE_INFINITY }))
    .filter(({ at, until }) => until > from && at < Math.min(to, now))
}

export function tallyRetention(known: Known, query: RetentionQuery): RetentionTally {
  const { retention, now } = query
  const columns = columnsOf(retention)
  const courses = coursesOf(known, query, columns)
  const cohorts = cohortsOf(query).map(one => ({ ...one, own: [] as number[] }))
  const starts = cohorts.map(({ at }) => at)
  for (let i = 0; i < courses.length; i++) cohorts[placeIn(starts, courses.at[i]!)]!.own.push(i)
  const summary = columns.map(() => ({ kept: 0, of: 0 }))
  const rows = cohorts.map(({ at, own }) => {
    const cells = columns.map(() => ({ kept: 0, of: 0, open: false }))
    // By the calendar everyone of a cohort has the same periods.
    let limits = limitsOf(at, columns, query)
    for (const course of own) {
      if (retention.clock === 'rolling') limits = limitsOf(courses.at[course]!, columns, query)
      for (let i = 0; i < columns.length; i++) {
        const cell = cells[i]!
        const kept = courses.back[course * columns.length + i] === -1 ? 0 : 1
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
  /** Beginning of the cohort; null: of all, those whose own period is over, as the summary counts them. */
  cohort: number | null
  /** Of who began it is not asked. */
  column: number
  which: RetentionWhich
  offset: number
  limit: number
}

/**
 * Those who came back at that moment, those who did not at the moment it began, only whose period has begun or is over;
 * or all whom it began for, then.
 */
export function retentionPeople(known: Known, query: RetentionPeopleQuery): Moments {
  const { column, which, offset, limit, retention } = query
  const asked = columnsOf(retention)[column]
  const person: number[] = []
  const session: number[] = []
  const at: number[] = []
  const shown = () => momentsOf(known, { length: at.length, person, session, at }, offset, limit)
  if (!asked) return shown()
  const courses = coursesOf(known, query, [asked])
  for (let i = 0; i < courses.length; i++) {
    const begun = courses.at[i]!
    const back = courses.back[i]!
    if (which !== 'began' && (back === -1) !== (which === 'lost')) continue
    if (!isBehind(begun, asked, query)) continue
    const came = which === 'kept'
    person.push(courses.person[i]!)
    session.push(came ? courses.deeds.session(back) : courses.session[i]!)
    at.push(came ? courses.deeds.at[back]! : begun)
  }
  return shown()
}

/** Whether who began then is of the cohort, in a column whose periods have begun; of all, in one that is over. */
export function isBehind(begun: number, column: Column, query: RetentionPeopleQuery): boolean {
  const { cohort, periods, now, which } = query
  if (Number.isNaN(begun)) return false
  if (which === 'began') return cohort === null || periods[placeIn(periods, begun)] === cohort
  if (cohort === null) return limitsOf(begun, [column], query).ends[0]! <= now
  return periods[placeIn(periods, begun)] === cohort && periodStart(begun, column[0], query) <= now
}
