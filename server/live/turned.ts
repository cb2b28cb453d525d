/**
 * Who enters or leaves as a day, week or month begins. Everyone with a moment in the window falls due at once then, and
 * few of them change: these are asked for as a set, and judged before all others.
 */
import { unitStart } from '../segment/calendar.ts'
import type { LiveStore } from '../store/live-port.ts'
import type { Judging } from './judge-person.ts'
import { asked, type LiveSegment } from './segments.ts'

/** Persons asked for at once. */
const TURNED = 200

/** How far the asking came in the unit that began last; after null: through all. */
interface Reached {
  turn: number
  after: string | null
}
// Kept with the meaning of a segment: a new one, or a new process, asks once more.
const reached = new WeakMap<LiveSegment, Reached>()

/** The next of those for whom the answer is not what is kept. Each person is named at most once a turn. */
export async function turned(
  store: Pick<LiveStore, 'differing'>,
  { segment, line }: Judging,
  now: number,
): Promise<{ persons: string[]; more: boolean }> {
  const { turns } = segment.slides
  const nobody = { persons: [], more: false }
  if (turns.length === 0 || !line.filled || segment.problems.length > 0) return nobody
  const turn = Math.max(...turns.map(({ zone, unit }) => unitStart(now, zone, unit, 0)))
  const known = reached.get(segment)
  const after = known?.turn === turn ? known.after : ''
  if (after === null) return nobody
  const { project, line: nth } = line
  const place = { project, segment: segment.id, line: nth, after }
  const persons = await store.differing(place, asked(segment, now), TURNED)
  const more = persons.length === TURNED
  reached.set(segment, { turn, after: more ? persons.at(-1)! : null })
  return { persons, more }
}
