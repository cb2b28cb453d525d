/**
 * Who enters or leaves as a day, week or month begins. It begins for everyone at once, and few of them change: these
 * are asked for as a set, which is exact, and only they are looked into, each for the one segment, for when and why.
 */
import { unitStart } from '../segment/calendar.ts'
import type { PersonHistory } from '../segment/history.ts'
import { needsOf } from '../segment/needs.ts'
import type { JudgedPerson, LiveStore, PersonTurned } from '../store/live-port.ts'
import { type Judging, verdictOf } from './judge-person.ts'
import { aliveAmong, piecesOf } from './judged.ts'
import { asked, type LiveSegment } from './segments.ts'

type TurnedStore = Pick<LiveStore, 'differing' | 'histories' | 'alive' | 'putJudged'>

/** Persons asked for at once; between two askings others are judged. */
const TURNED = 2_500
/** Persons read at once, and written at once: what arrives waits so long for the writer. */
const TOGETHER = 100

/** How far the asking came in the unit that began last; after null: through all. */
interface Reached {
  turn: number
  after: string | null
}
// Kept with the meaning of a segment: a new one, or a new process, asks once more.
const reached = new WeakMap<LiveSegment, Reached>()

/** Judges the next of those for whom the answer is not what is kept; answers whether there may be more. */
export async function judgeTurned(
  store: TurnedStore,
  all: readonly Judging[],
  now: () => number,
): Promise<boolean> {
  let left = TURNED
  for (const judging of all) {
    const turn = turnOf(judging, now())
    if (turn === null) continue
    if (left === 0) return true
    const known = reached.get(judging.segment)
    const after = known?.turn === turn ? known.after : ''
    if (after === null) continue
    const { project, segment, line } = judging.line
    const place = { project, segment, line, after }
    const found = await store.differing(place, asked(judging.segment, now()), left)
    await judgeAll(store, judging, found, now)
    const more = found.length === left
    reached.set(judging.segment, { turn, after: more ? found.at(-1)!.person : null })
    left -= found.length
    if (more) return true
  }
  return false
}

/** When the unit began that began last; null: the segment does not go by any. */
function turnOf({ segment, line }: Judging, now: number): number | null {
  const { turns } = segment.slides
  if (turns.length === 0 || !line.filled || segment.problems.length > 0) return null
  return Math.max(...turns.map(({ zone, unit }) => unitStart(now, zone, unit, 0)))
}

async function judgeAll(
  store: TurnedStore,
  judging: Judging,
  found: readonly JudgedPerson[],
  now: () => number,
): Promise<void> {
  const needs = needsOf([judging.segment.segment])
  const read = (some: readonly JudgedPerson[]) => {
    const persons = some.map(({ person }) => person)
    return store.histories(judging.line.project, persons, needs)
  }
  const [first, ...rest] = piecesOf(found, TOGETHER)
  if (!first) return
  let [some, histories] = [first, await read(first)]
  // The next are read while these are judged and written.
  for (const next of [...rest, null]) {
    const [, ahead] = await Promise.all([judge(store, judging, some, histories, now), next ? read(next) : []])
    ;[some, histories] = [next ?? [], ahead]
  }
}

async function judge(
  store: TurnedStore,
  judging: Judging,
  known: readonly JudgedPerson[],
  histories: readonly PersonHistory[],
  now: () => number,
): Promise<void> {
  const { project } = judging.line
  const knownOf = new Map(known.map(one => [one.person, one]))
  const at = now()
  const turned = histories.flatMap((history): PersonTurned[] => {
    const { person, judgedAt, memberships } = knownOf.get(history.id)!
    const verdict = verdictOf(judging, history, judgedAt, memberships[0], at)
    return verdict ? [{ person, verdict }] : []
  })
  const persons = turned.map(({ person }) => person)
  const alive = await aliveAmong(store, project, persons)
  const told = turned.map(one =>
    alive.has(one.person) ? one : { ...one, verdict: { ...one.verdict, event: null } },
  )
  if (told.length > 0) await store.putJudged({ project, at, persons: [], turned: told })
}
