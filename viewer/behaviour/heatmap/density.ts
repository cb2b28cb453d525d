/** How much there is around each place: the picture's values, before they become colours. */
import type { Placed } from './placing.ts'

/** Cells on either side of a place that count as around it, at each of the three passes. */
const REACH = 3
const PASSES = 3

export interface Density {
  values: Float32Array
  columns: number
  rows: number
  /** The largest value: clicks around one place, the far ones weighted less. */
  most: number
}

/** Three box blurs are a bell curve to the eye (central limit), at a cost that does not depend on its width. */
export function densityOf({ grid, columns, rows }: Pick<Placed, 'grid' | 'columns' | 'rows'>): Density {
  const values = Float32Array.from(grid)
  const other = new Float32Array(grid.length)
  for (let pass = 0; pass < PASSES; pass++) {
    slide(values, other, rows, columns, columns, 1)
    slide(other, values, columns, rows, 1, columns)
  }
  // A single click counts 1 where it is.
  const peak = peakOfOne()
  let most = 0
  for (let i = 0; i < values.length; i++) {
    const value = (values[i] ?? 0) / peak
    values[i] = value
    if (value > most) most = value
  }
  return { values, columns, rows, most }
}

/** Means over 2 * REACH + 1 cells along one axis: `lines` lines of `length` cells. */
function slide(
  from: Float32Array,
  into: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
): void {
  const window = 2 * REACH + 1
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep
    let sum = 0
    for (let i = 0; i < Math.min(REACH, length); i++) sum += from[start + i * step] ?? 0
    for (let i = 0; i < length; i++) {
      if (i + REACH < length) sum += from[start + (i + REACH) * step] ?? 0
      if (i - REACH - 1 >= 0) sum -= from[start + (i - REACH - 1) * step] ?? 0
      into[start + i * step] = sum / window
    }
  }
}

/** What the passes leave of a single 1 in its own cell. */
function peakOfOne(): number {
  let line = [1]
  for (let pass = 0; pass < PASSES; pass++) {
    const next = new Array<number>(line.length + 2 * REACH).fill(0)
    for (const [i, value] of line.entries()) {
      for (let at = i; at <= i + 2 * REACH; at++) next[at] = (next[at] ?? 0) + value / (2 * REACH + 1)
    }
    line = next
  }
  const middle = line[(line.length - 1) / 2] ?? 1
  return middle * middle
}
