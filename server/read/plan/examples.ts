import type { ViolationExample } from '../../../contract/plan.ts'
import type { CompiledPlan } from '../../plan/compile.ts'
import { type Found, ownerOf, wrongIn } from '../../plan/judge.ts'
import type { EventRow, Store } from '../../store/port.ts'
import { momentOf } from '../data/moment.ts'

/** Events of one name and one millisecond looked through. */
const SAME_TIME = 100

type ExampleStore = Pick<Store, 'eventsNamed' | 'session' | 'sessions'>

/** The newest events in which it was found, each at its moment. */
export async function examplesOf(
  store: ExampleStore,
  project: string,
  plan: CompiledPlan,
  group: Pick<Found, 'kind' | 'field' | 'message' | 'event' | 'named' | 'newest'>,
): Promise<ViolationExample[]> {
  const taken = new Set<string>()
  const examples: ViolationExample[] = []
  for (const { at, owner } of group.newest) {
    const named = { name: group.event, named: group.named, limit: SAME_TIME }
    const then = await store.eventsNamed({ project, ...named, from: at, to: at + 1 })
    const possible = then.filter(event => ownerOf(event) === owner && !taken.has(event.messageId))
    const saying = (event: EventRow) =>
      wrongIn(plan, event).find(one => one.kind === group.kind && one.message === group.message)
    const event = possible.find(saying) ?? possible[0]
    if (!event) continue
    taken.add(event.messageId)
    const { messageId, person: personId, sessionId = null } = event
    const seen = saying(event)?.seen
    const url = await momentOf(store, project, { sessionId, personId, at })
    examples.push({ messageId, at, personId, sessionId, url, ...(seen !== undefined && { seen }) })
  }
  return examples
}
