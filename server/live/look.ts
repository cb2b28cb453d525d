import type { LiveLine, LiveState, LiveStore } from '../store/live-port.ts'
import type { Store } from '../store/port.ts'
import type { Judging } from './judge-person.ts'
import { Judged } from './judged.ts'
import { asked, type LiveSegment } from './segments.ts'
import { movesByItself } from './slides.ts'
import { judgeTurned } from './turned.ts'

export type LiveReads = Pick<Store, 'members'> &
  Pick<
    LiveStore,
    | 'touched'
    | 'touchedEnd'
    | 'liveState'
    | 'judgedPersons'
    | 'duePersons'
    | 'differing'
    | 'histories'
    | 'alive'
    | 'beginLine'
    | 'endLine'
    | 'fillLine'
    | 'putJudged'
  >

/** Persons of one look: touched, due, and of the walk. */
const TOUCHED = 200
const DUE = 200
const WALKED = 100
/** Members a line is filled with at once. */
const FILLED = 1_000

/**
 * One look at a project: segments that mean something new begin a line, who was touched or is due is judged, and lines
 * are filled a piece further. Answers whether there is more to do at once. A look that was cut off is begun again from
 * the same place, and finds what it had written already.
 */
export async function look(
  store: LiveReads,
  project: string,
  segments: readonly LiveSegment[],
  now: () => number,
): Promise<boolean> {
  const before = await store.liveState(project)
  if (segments.length === 0 && before.lines.length === 0) return false
  const state = await synchronise(store, project, segments, before, now())
  const all = segments.flatMap((segment): Judging[] => {
    const line = state.lines.find(one => one.segment === segment.id)
    return line ? [{ segment, line }] : []
  })
  const place = state.place ?? (await store.touchedEnd(project))
  const touched = await store.touched(project, place, TOUCHED)
  const judging = new Judged(store, project, all, now)
  await judging.add(new Set(touched.persons))
  // What was touched is judged: who differs now does so by time alone.
  const turning = await judgeTurned(store, all, now)
  const due = await store.duePersons(project, now(), DUE)
  await judging.add(new Set(due))
  const walkAgain = touched.gone && judging.withAccounts
  const walk = walkAgain ? '' : state.walk
  const moved = touched.next !== state.place || walkAgain
  await judging.write(moved ? { place: touched.next, ...(walkAgain ? { walk } : {}) } : {})

  const empty = all.find(({ line }) => !line.filled)
  if (empty) await fill(store, empty, now())
  else if (walk !== null) await takeWalk(store, project, walk, judging)
  const more = due.length === DUE || turning
  return touched.persons.length > 0 || more || empty !== undefined || walk !== null
}

/** Lines as the segments are now. */
async function synchronise(
  store: LiveReads,
  project: string,
  segments: readonly LiveSegment[],
  before: LiveState,
  now: number,
): Promise<LiveState> {
  const gone = before.lines.filter(line => segments.every(one => one.id !== line.segment))
  for (const { segment } of gone) await store.endLine(project, segment)
  const fresh = segments.filter(one => !isOf(one, before.lines))
  if (gone.length === 0 && fresh.length === 0) return before
  // What happened before the first line is in its filling.
  if (before.lines.length === 0)
    await store.putJudged({
      project,
      at: now,
      place: await store.touchedEnd(project),
      walk: null,
      persons: [],
    })
  for (const { id, fingerprint, problems } of fresh)
    await store.beginLine({ project, segment: id, fingerprint, begunAt: now, problems })
  // Who is in no page of the filling may come in by time alone: everyone is looked at once.
  if (fresh.some(({ slides }) => movesByItself(slides)))
    await store.putJudged({ project, at: now, walk: '', persons: [] })
  return store.liveState(project)
}

function isOf({ id, fingerprint }: LiveSegment, lines: readonly LiveLine[]): boolean {
  return lines.some(line => line.segment === id && line.fingerprint === fingerprint)
}

async function fill(store: LiveReads, { segment, line }: Judging, now: number): Promise<void> {
  const { project, cursor } = line
  const page = { limit: FILLED, ...(cursor === null ? {} : { cursor }) }
  const { items, next } =
    segment.problems.length > 0
      ? { items: [], next: null }
      : await store.members(project, asked(segment, now), page)
  const persons = items.map(({ id }) => id)
  const filled = next === null
  await store.fillLine({
    project,
    segment: segment.id,
    line: line.line,
    persons,
    cursor: next,
    filled,
    at: now,
  })
}

async function takeWalk(store: LiveReads, project: string, walk: string, judging: Judged): Promise<void> {
  const page = { limit: WALKED, ...(walk === '' ? {} : { cursor: walk }) }
  const { items, next } = await store.members(project, undefined, page)
  await judging.add(new Set(items.map(({ id }) => id)))
  await judging.write({ walk: next })
}
