import type { BehaviourMoment } from '../../../contract/behaviour/step.ts'
import type { Moments } from '../../behaviour/moments.ts'
import type { Store } from '../../store/port.ts'
import { momentOf } from '../data/moment.ts'
import { summaryOf } from '../shape.ts'

/** Moments with the names of their people and links into the replay; to the person where nothing was recorded. */
export async function shownMoments(
  store: Pick<Store, 'persons' | 'session' | 'sessions'>,
  project: string,
  { items, total }: Moments,
): Promise<{ items: BehaviourMoment[]; next: null; total: number }> {
  const persons = await store.persons(project, [...new Set(items.map(({ person }) => person))])
  const labels = new Map(persons.map(person => [person.id, summaryOf(person).label]))
  const shown = items.map(async ({ person, session, at }): Promise<BehaviourMoment> => {
    const url = await momentOf(store, project, { personId: person, sessionId: session, at })
    return {
      person,
      label: labels.get(person) ?? 'Unknown',
      session,
      at,
      url: url ?? `/people/${encodeURIComponent(person)}`,
    }
  })
  return { items: await Promise.all(shown), next: null, total }
}
