import type { NewEvent } from '../../../contract/event.ts'
import { enforce } from '../../plan/enforce.ts'
import { apartProject } from '../../plan/stored-plan.ts'
import type { ProjectRow } from '../../store/control-port.ts'
import type { Door } from '../door.ts'
import type { Outcome } from '../outcome.ts'
import { planInForce } from './plan-in-force.ts'
import type { EventRefusal } from './refusal.ts'
import { learn, saved, vocabularyOf } from './vocabulary.ts'

/** An event that passed its checks, or why it did not. */
export type Checked = NewEvent | EventRefusal

/** How an event ended. */
export type Kept = Exclude<Outcome, { kind: 'refuse' }> | EventRefusal

export function isRefusal(checked: Checked): checked is EventRefusal {
  return 'kind' in checked
}

/**
 * Stores the good ones in one write, those the tracking plan blocks apart, counts every one, and answers in the
 * order given.
 */
export async function keep(door: Door, project: ProjectRow, checked: Checked[]): Promise<Kept[]> {
  const plan = await planInForce(door.store, project.id)
  const words = await vocabularyOf(door.store, project.id)
  const apart = new Set<number>()
  const kept = checked.map((given, i): Checked => {
    const one = isRefusal(given) ? given : (learn(words, given) ?? given)
    const how = isRefusal(one) ? undefined : plan?.enforcement[one.source]
    if (isRefusal(one) || !plan || how === undefined) return one
    const verdict = enforce(plan.compiled, one, how)
    if (verdict.kind === 'apart') apart.add(i)
    return verdict.event
  })
  await saved(door.store, project.id, words)
  const blocked = kept.flatMap((one, i) => (!isRefusal(one) && apart.has(i) ? [one] : []))
  if (blocked.length > 0) await door.store.putEvents(apartProject(project.id), blocked)
  const good = kept.flatMap((one, i) => (isRefusal(one) || apart.has(i) ? [] : [one]))
  const stored = good.length > 0 ? await door.store.putEvents(project.id, good) : []

  let next = 0
  const outcomes = kept.map((one, i): Kept => {
    if (isRefusal(one)) return one
    if (apart.has(i)) return { kind: 'drop', reason: 'blocked-by-plan' }
    const kind = stored[next++]
    if (kind === undefined) throw new Error('The store answered for fewer events than it was given.')
    return { kind }
  })
  const now = door.now()
  for (const outcome of outcomes) door.tally.add(project.id, 'event', outcome, now)
  return outcomes
}
