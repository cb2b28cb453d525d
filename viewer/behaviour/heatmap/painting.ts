/** Values as a picture: drawn once, then only moved and scaled. */

import { type HeatKind, REACH_PX } from '../../../contract/behaviour/heat.ts'
import type { Heatmap } from '../../../contract/behaviour/heatmap.ts'
import { VIEW_BAND_PX } from '../../../contract/facts.ts'
import { plasma, shade } from './colours.ts'
import type { Density } from './density.ts'

/** Opacity of all that is well seen, and the part of the scale over which it fades in. */
const OPACITY = 220
const FADE = 0.3
/** Opacity of bands, which cover the page as a whole. */
const BAND_OPACITY = 0.45

/** What there is of a kind, over a page so high (px). */
export function paintHeat(
  canvas: HTMLCanvasElement,
  kind: HeatKind,
  { reached, sessions, inView }: Heatmap,
  density: Density | null,
  height: number,
): void {
  const bands = (values: readonly number[], of: number) => values.map(value => (of === 0 ? 0 : value / of))
  if (kind === 'scroll') paintBands(canvas, bands(reached, sessions), REACH_PX, height)
  else if (kind === 'attention')
    paintBands(canvas, bands(inView, Math.max(...inView, 0)), VIEW_BAND_PX, height)
  else if (density) paintDensity(canvas, density)
}

/** One pixel a cell: scaled up, the browser smooths it. */
function paintDensity(canvas: HTMLCanvasElement, { values, columns, rows, most }: Density): void {
  canvas.width = columns
  canvas.height = rows
  const context = canvas.getContext('2d')
  if (!context) return
  const image = context.createImageData(columns, rows)
  const scale = Array.from({ length: 256 }, (_, i) => plasma(i / 255))
  for (let i = 0; i < values.length; i++) {
    const value = shade(values[i] ?? 0, most)
    if (value <= 0) continue
    const [r = 0, g = 0, b = 0] = scale[Math.min(255, Math.round(value * 255))] ?? []
    image.data[i * 4] = r
    image.data[i * 4 + 1] = g
    image.data[i * 4 + 2] = b
    image.data[i * 4 + 3] = Math.round(OPACITY * fade(value / FADE))
  }
  context.putImageData(image, 0, 0)
}

/** Smoothly from 0 to 1: a spot has no edge. */
function fade(value: number): number {
  const at = Math.min(1, Math.max(0, value))
  return at * at * (3 - 2 * at)
}

/** Bands over the whole width, for how far down people came and what they looked at. `values`: 0 to 1. */
function paintBands(
  canvas: HTMLCanvasElement,
  values: readonly number[],
  bandPx: number,
  height: number,
): void {
  canvas.width = 1
  canvas.height = Math.max(1, Math.ceil(height))
  const context = canvas.getContext('2d')
  if (!context) return
  const fade = context.createLinearGradient(0, 0, 0, canvas.height)
  const colour = (value: number) => {
    const [r, g, b] = plasma(value)
    return `rgb(${r} ${g} ${b} / ${BAND_OPACITY})`
  }
  for (const [i, value] of values.entries()) {
    const at = ((i + 0.5) * bandPx) / canvas.height
    if (at <= 1) fade.addColorStop(at, colour(value))
  }
  const end = (values.length * bandPx) / canvas.height
  if (end < 1) fade.addColorStop(Math.min(1, end), colour(0))
  context.fillStyle = values.length === 0 ? colour(0) : fade
  context.fillRect(0, 0, 1, canvas.height)
}
