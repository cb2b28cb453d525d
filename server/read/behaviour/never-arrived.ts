import type { Step } from '../../../contract/behaviour/step.ts'
import type { Store } from '../../store/port.ts'

/** Of steps that nobody took: whether it is for want of such an event, which a slip of its name is. */
export async function neverArrived(
  store: Pick<Store, 'suggest'>,
  project: string,
  untaken: readonly Step[],
): Promise<string[]> {
  const names = new Set(untaken.flatMap(step => (step.kind === 'event' ? [step.event] : [])))
  const told = [...names].map(async name => {
    const known = await store.suggest(project, { of: 'event', prefix: name, limit: 100 })
    return known.some(one => one.value === name)
      ? []
      : [`No event named “${name}” has arrived yet: look at its name under Data.`]
  })
  return (await Promise.all(told)).flat()
}
