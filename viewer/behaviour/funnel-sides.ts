import type { FunnelSide } from '../../contract/behaviour/funnel.ts'

/** Segments of a funnel as its bars are drawn. */
export function funnelSides(sides: readonly FunnelSide[]) {
  return sides.map(({ name, steps }) => ({
    name,
    bars: steps.map(({ count, ofFirst }) => ({
      count,
      share: ofFirst.share,
      low: ofFirst.interval?.low ?? null,
      high: ofFirst.interval?.high ?? null,
    })),
  }))
}
