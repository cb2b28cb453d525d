import type { NewEvent } from '../../../contract/event.ts'
import type { ProjectRow } from '../../store/port.ts'
import type { Door } from '../door.ts'
import type { Outcome } from '../outcome.ts'
import type { EventRefusal } from './refusal.ts'

/** An event that passed its checks, or why it did not. */
export type Checked = NewEvent | EventRefusal

export function isRefusal(checked: Checked): checked is EventRefusal {
  return 'kind' in checked
}

/** Stores the good ones in one write, counts every one, and answers in the order given. */
export async function keep(door: Door, project: ProjectRow, checked: Checked[]): Promise<Outcome[]> {
  const good = checked.flatMap(one => (isRefusal(one) ? [] : [one]))
  const stored = good.length > 0 ? await door.store.putEvents(project.id, good) : []
  let next = 0
  const outcomes = checked.map((one): Outcome => {
    if (isRefusal(one)) return one
    const kind = stored[next++]
    if (kind === undefined) throw new Error('The store answered for fewer events than it was given.')
    return { kind }
  })
  const now = door.now()
  for (const outcome of outcomes) door.tally.add(project.id, 'event', outcome, now)
  return outcomes
}
