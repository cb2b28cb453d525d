import type { FunnelSide } from '../../contract/behaviour/funnel.ts'

type Group = FunnelSide['groups'][number]

/** Segments of a funnel as its bars are drawn. */
export function funnelSides(sides: readonly FunnelSide[]) {
  return sides.map(({ name, steps }) => ({
    name,
    bars: steps.map(({ count, ofFirst }) => ({ count, ...shared(ofFirst) })),
  }))
}

/** Groups of one segment as bars beside each other. */
export function groupSides(side: FunnelSide, groups: readonly (string | null)[]) {
  return groups.map(value => {
    const group = groupOf(side, value)
    return {
      name: groupName(value),
      bars: side.steps.map((_, i) => ({ count: group?.counts[i] ?? 0, ...shared(group?.ofFirst[i]) })),
    }
  })
}

/** The groups of all segments, the largest of the first one first. */
export function groupsOf(sides: readonly FunnelSide[]): (string | null)[] {
  return [...new Set(sides.flatMap(side => side.groups.map(one => one.value)))]
}

export function groupOf({ groups }: FunnelSide, value: string | null): Group | undefined {
  return groups.find(one => one.value === value)
}

export function groupName(value: string | null): string {
  return value ?? 'No value'
}

function shared(of: FunnelSide['steps'][number]['ofFirst'] | undefined) {
  const { share = null, interval = null } = of ?? {}
  return { share, low: interval?.low ?? null, high: interval?.high ?? null }
}
