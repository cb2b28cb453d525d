import type { Trial } from '../../../contract/frustration/board.ts'
import {
  FRUSTRATION_KINDS,
  type FrustrationKind,
  type FrustrationRules,
} from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import type { RejudgeLoop } from '../../derive/rejudge/loop.ts'
import type { Store } from '../../store/port.ts'

/** Sessions a trial asks: enough to see what a threshold does while it is moved. */
const TRIED = 2_000

/** What other rules would find in the newest sessions, beside what these find. */
export async function tryRules(
  store: Pick<Store, 'newestTraces'>,
  rejudge: Pick<RejudgeLoop, 'ask'>,
  project: string,
  before: FrustrationRules,
  after: FrustrationRules,
): Promise<Trial> {
  const rows = await store.newestTraces(project, TRIED)
  const [now, then] = await Promise.all([
    rejudge.ask(project, before, rows),
    rejudge.ask(project, after, rows),
  ])
  const kinds = FRUSTRATION_KINDS.map(kind => {
    return { kind, before: tally(now, kind), after: tally(then, kind) }
  })
  return { sessions: rows.length, kinds }
}

function tally(sessions: Grievance[][], kind: FrustrationKind): Trial['kinds'][number]['before'] {
  const counts = sessions.map(found => found.filter(one => one.kind === kind).length)
  return {
    occurrences: counts.reduce((sum, count) => sum + count, 0),
    sessions: counts.filter(count => count > 0).length,
  }
}
