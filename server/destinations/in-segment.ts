import type { Destination } from '../../contract/destination.ts'
import type { NewEvent } from '../../contract/event.ts'
import type { EventRow, Store } from '../store/port.ts'
import { wanted } from './payload.ts'

type Chooses = Pick<Destination, 'filter'>

/** Events the filter lets through. Who is in its segment is known from the last look (server/live), a second ago at most. */
export async function wantedOf(
  store: Pick<Store, 'judgedPersons'>,
  project: string,
  destination: Chooses,
  events: readonly EventRow[],
): Promise<EventRow[]> {
  const chosen = events.filter(event => wanted(destination, event))
  const { segment } = destination.filter
  if (segment === null || chosen.length === 0) return chosen
  const persons = [...new Set(chosen.map(({ person }) => person))].filter(person => person !== '')
  const judged = await store.judgedPersons(project, persons)
  const inside = new Set(
    judged
      .filter(({ memberships }) => memberships.some(one => one.segment === segment && one.inside))
      .map(({ person }) => person),
  )
  return chosen.filter(({ person }) => inside.has(person))
}

/** Of what Segreel announces only what is said of the filter's segment: who left it is not in it any more. */
export function wantsAnnouncement({ filter }: Chooses, event: NewEvent): boolean {
  if (!wanted({ filter }, event)) return false
  return filter.segment === null || event.properties.segment_id === filter.segment
}
