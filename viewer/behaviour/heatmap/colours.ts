import type { HeatDifference } from '../../../contract/behaviour/heatmap.ts'

/**
 * Colours that people tell apart whatever colours they see: `plasma` (Smith and van der Walt) grows lighter with the
 * value alone; orange against blue are apart in every kind of colour blindness (Okabe and Ito).
 */
const PLASMA = [
  [13, 8, 135],
  [91, 2, 163],
  [154, 23, 155],
  [203, 70, 121],
  [235, 120, 82],
  [251, 179, 47],
  [240, 249, 33],
] as const

export const MORE = [213, 94, 0] as const
export const LESS = [0, 114, 178] as const

/** Effect is the colour, certainty its opacity: nothing that may be chance is strong. */
export function colourOf({ share: effect, p, verdict }: HeatDifference): string {
  const [r, g, b] = effect >= 0 ? MORE : LESS
  const certain = verdict === 'more' || verdict === 'less'
  return `rgb(${r} ${g} ${b} / ${certain ? 0.4 + 0.3 * Math.min(1, Math.abs(effect) * 3) : 0.06 + 0.16 * (1 - p)})`
}

/** 0 to 1. */
export function plasma(value: number): [number, number, number] {
  const at = Math.min(1, Math.max(0, value)) * (PLASMA.length - 1)
  const low = PLASMA[Math.floor(at)] ?? PLASMA[0]
  const high = PLASMA[Math.ceil(at)] ?? low
  const part = at - Math.floor(at)
  const mix = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * part)
  return [mix(0), mix(1), mix(2)]
}

/** Values are drawn by their root: where a lot happens must not hide where little does. */
export function shade(value: number, most: number): number {
  return most === 0 ? 0 : Math.sqrt(value / most)
}

export const plasmaGradient = `linear-gradient(90deg, ${PLASMA.map(([r, g, b]) => `rgb(${r} ${g} ${b})`).join(', ')})`
