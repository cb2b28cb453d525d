/** Events by name, with what the plan says of each. */
import { computed } from '@preact/signals'
import type { EventTally, SeenProperties } from '../../contract/data.ts'
import type { TrackingPlan } from '../../contract/plan.ts'
import { barQuery } from '../frame/dates.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'
import { calls, type Violations } from './calls.ts'
import { linesOf } from './lines.ts'

export const tallies = remote<EventTally[]>()
const planned = remote<TrackingPlan | null>()
const wrong = remote<Violations>()
export const properties = remote<SeenProperties>()

export const lines = computed(() => {
  const found = tallies.value.value
  return found && linesOf(found, planned.value.value?.rules ?? null, wrong.value.value?.byEvent ?? {})
})

export async function loadEvents(): Promise<void> {
  const query = barQuery(Date.now())
  const { project } = bar.peek()
  await Promise.all([
    load(tallies, async () => (await calls.events(query)).items),
    load(planned, async () => (await calls.plan(project)).plan),
    load(wrong, () => calls.violations({ ...query, limit: 1 })),
  ])
}

export async function loadProperties(name: string, named: boolean): Promise<void> {
  await load(properties, () => calls.properties(name, named, barQuery(Date.now())), { keep: false })
}
