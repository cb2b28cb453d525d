/** Events by name, with what the plan says of each. */
import { computed } from '@preact/signals'
import type { EventTally, SeenProperties } from '../../contract/data.ts'
import type { TrackingPlan } from '../../contract/plan.ts'
import { comparison } from '../frame/comparison.ts'
import { barQuery } from '../frame/dates.ts'
import { otherSide } from '../frame/sides.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'
import { calls, type Violations } from './calls.ts'
import { type ComparedLine, comparedLines } from './compared-lines.ts'
import { linesOf } from './lines.ts'

export const tallies = remote<EventTally[]>()
const planned = remote<TrackingPlan | null>()
const wrong = remote<Violations>()
export const properties = remote<SeenProperties>()

export const lines = computed(() => {
  const found = tallies.value.value
  return found && linesOf(found, planned.value.value?.rules ?? null, wrong.value.value?.byEvent ?? {})
})

/** The other side of the comparison: its events, and how many people either side has. */
const other = remote<{ events: EventTally[]; people: [number, number] } | null>()
export const otherProblem = computed(() => other.value.problem)
export const isCompared = computed(() => comparison.value !== null)
export const compared = computed((): { lines: ComparedLine[]; people: [number, number] } | null => {
  const [own, second] = [tallies.value.value, other.value.value]
  return own && second ? { lines: comparedLines(own, second.events), people: second.people } : null
})

async function loadOther(): Promise<void> {
  const side = otherSide.peek()
  const { segment, definition, ...both } = barQuery(Date.now())
  const own = { ...(segment ? { segment } : {}), ...(definition ? { definition } : {}) }
  await load(
    other,
    async () => {
      if (side === null) return null
      const [{ items: events }, ...people] = await Promise.all([
        calls.events({ ...both, ...side }),
        calls.people({ project: both.project, ...own }),
        calls.people({ project: both.project, ...side }),
      ])
      return { events, people: [people[0] ?? 0, people[1] ?? 0] }
    },
    { keep: false },
  )
}

export async function loadEvents(): Promise<void> {
  const query = barQuery(Date.now())
  const { project } = bar.peek()
  await Promise.all([
    loadOther(),
    load(tallies, async () => (await calls.events(query)).items),
    load(planned, async () => (await calls.plan(project)).plan),
    load(wrong, () => calls.violations({ ...query, limit: 1 })),
  ])
}

export async function loadProperties(name: string, named: boolean): Promise<void> {
  await load(properties, () => calls.properties(name, named, barQuery(Date.now())), { keep: false })
}
