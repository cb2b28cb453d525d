/** Events by name beside what the plan says of them. */
import type { EventTally } from '../../contract/data.ts'
import type { PlanRule } from '../../contract/plan.ts'

export type Coverage = 'planned' | 'unplanned' | 'never' | null

export interface EventLine extends EventTally {
  coverage: Coverage
  violations: number
}

/** What arrived, and below it what the plan names and nobody sent. Without a plan nothing is said of it. */
export function linesOf(
  tallies: readonly EventTally[],
  rules: readonly PlanRule[] | null,
  violations: Record<string, number>,
): EventLine[] {
  const names = new Set((rules ?? []).map(nameOfRule))
  const seen = tallies.map(
    (one): EventLine => ({
      ...one,
      coverage: coverageOf(one, names),
      violations: violations[one.event] ?? 0,
    }),
  )
  const arrived = new Set(tallies.filter(one => one.named).map(one => one.event))
  const never = (rules ?? []).flatMap((rule): EventLine[] => {
    if (rule.type !== 'TRACK' || rule.key === undefined || arrived.has(rule.key)) return []
    const nothing = { count: 0, persons: 0, firstSeen: 0, lastSeen: 0, days: [], sources: [] }
    return [{ event: rule.key, named: true, ...nothing, coverage: 'never', violations: 0 }]
  })
  return [...seen, ...never]
}

function coverageOf({ event, named }: EventTally, names: Set<string>): Coverage {
  if (names.size === 0) return null
  if (names.has(`${named ? '' : 'call '}${event}`)) return 'planned'
  if (/^Viewed (.* )?Page$/.test(event)) return names.has('any page') ? 'planned' : null
  if (/^Viewed (.* )?Screen$/.test(event)) return names.has('any screen') ? 'planned' : null
  return named ? 'unplanned' : null
}

/** The rule's event as the list names it; pages and calls need no rule of their own. */
function nameOfRule({ type, key }: PlanRule): string {
  switch (type) {
    case 'TRACK':
      return key ?? 'any track'
    case 'PAGE':
      return key === undefined ? 'any page' : `Viewed ${key} Page`
    case 'SCREEN':
      return key === undefined ? 'any screen' : `Viewed ${key} Screen`
    default:
      return `call ${type.toLowerCase()}`
  }
}
