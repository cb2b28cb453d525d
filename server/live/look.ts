import { ALIVE } from '../../contract/event.ts'
import type { PersonHistory } from '../segment/history.ts'
import type { LiveLine, LiveState, PersonJudged } from '../store/live-port.ts'
import type { Store } from '../store/port.ts'
import { type Judging, judgePerson, type Segments } from './judge-person.ts'
import { asked, type LiveSegment, wantsAccounts } from './segments.ts'
import { movesByItself, together } from './slides.ts'
import { turned } from './turned.ts'

export type LiveReads = Pick<
  Store,
  | 'touched'
  | 'touchedEnd'
  | 'liveState'
  | 'judgedPersons'
  | 'duePersons'
  | 'differing'
  | 'beginLine'
  | 'endLine'
  | 'fillLine'
  | 'putJudged'
  | 'history'
  | 'events'
  | 'members'
>

/** Persons of one look: touched, due, and of the walk. */
const TOUCHED = 200
const DUE = 100
const WALKED = 25
/** Persons judged between two writes. */
const WRITTEN = 25
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
  const due = await store.duePersons(project, now(), DUE)
  const judging = new Judged(store, project, all, now)
  const turns = await Promise.all(all.map(one => turned(store, one, now())))
  await judging.add(new Set([...touched.persons, ...turns.flatMap(({ persons }) => persons), ...due]))
  const walkAgain = touched.gone && judging.withAccounts
  const walk = walkAgain ? '' : state.walk
  const moved = touched.next !== state.place || walkAgain
  await judging.write(moved ? { place: touched.next, ...(walkAgain ? { walk } : {}) } : {})

  const empty = all.find(({ line }) => !line.filled)
  if (empty) await fill(store, empty, now())
  else if (walk !== null) await takeWalk(store, project, walk, judging)
  const more = due.length === DUE || turns.some(one => one.more)
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

/** Judges persons one by one, and writes them down in pieces. */
class Judged {
  readonly #store: LiveReads
  readonly #project: string
  readonly #segments: Segments
  readonly #now: () => number
  readonly withAccounts: boolean
  #waiting: PersonJudged[] = []

  constructor(store: LiveReads, project: string, all: readonly Judging[], now: () => number) {
    this.#store = store
    this.#project = project
    this.#segments = { all, slides: together(all.map(({ segment }) => segment.slides)) }
    this.#now = now
    this.withAccounts = wantsAccounts(all.map(({ segment }) => segment))
  }

  async add(persons: ReadonlySet<string>): Promise<void> {
    const others = new Set<string>()
    for (const person of persons) {
      for (const user of usersWith(await this.#judge(person))) if (!persons.has(user)) others.add(user)
    }
    // What one does, segments may ask of all users of the account.
    for (const person of others) await this.#judge(person)
  }

  async write(reached: { place?: string; walk?: string | null }): Promise<void> {
    const persons = this.#waiting
    if (persons.length === 0 && Object.keys(reached).length === 0) return
    this.#waiting = []
    await this.#store.putJudged({ project: this.#project, at: this.#now(), ...reached, persons })
  }

  async #judge(person: string): Promise<PersonHistory | null> {
    const history = await this.#store.history(this.#project, person, this.withAccounts)
    const [known] = await this.#store.judgedPersons(this.#project, [person])
    const judged = judgePerson(this.#segments, person, history, known, this.#now())
    const changed = history !== null && judged.verdicts.length > 0
    this.#waiting.push(changed && !(await this.#isAlive(history)) ? untold(judged) : judged)
    if (this.#waiting.length >= WRITTEN) await this.write({})
    return history
  }

  /** Whether anything but imports and samples is known of the person. */
  async #isAlive({ id: person, sessions }: PersonHistory): Promise<boolean> {
    if (sessions.some(({ source }) => ALIVE.includes(source))) return true
    const { items } = await this.#store.events({ project: this.#project, person, limit: 1 })
    return items.some(({ source }) => ALIVE.includes(source))
  }
}

function untold(judged: PersonJudged): PersonJudged {
  return { ...judged, verdicts: judged.verdicts.map(verdict => ({ ...verdict, event: null })) }
}

function usersWith(history: PersonHistory | null): string[] {
  return history?.accounts.flatMap(({ account }) => account.users.map(user => user.person.id)) ?? []
}
