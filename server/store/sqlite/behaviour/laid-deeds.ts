import type { DeedQuery } from '../../../behaviour/deeds.ts'
import type { DeedRows } from './deed-rows.ts'

export interface Units {
  units: Int32Array
  starts: Int32Array
}

export interface Laid {
  at: Float64Array
  mask: Int32Array
  /** Of the rows. */
  row: Int32Array
}

/** The rows that count, those of a unit beside each other: counted, then laid out. */
export function laidOut(rows: DeedRows, begins: DeedQuery['begins'], highest: number): Laid & Units {
  const { size, units, at: times, mask: masks } = rows.columns()
  /** By unit, the time from which its deeds count. */
  const firsts = new Float64Array(highest + 1).fill(
    begins ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
  )
  if (begins) {
    for (let i = 0; i < size; i++) {
      if ((masks[i]! & begins.mask) === 0 || times[i]! >= begins.before) continue
      if (times[i]! < firsts[units[i]!]!) firsts[units[i]!] = times[i]!
    }
  }
  const next = new Int32Array(highest + 2)
  for (let i = 0; i < size; i++) if (times[i]! >= firsts[units[i]!]!) next[units[i]! + 1]! += 1
  let count = 0
  for (let unit = 0; unit <= highest; unit++) if (next[unit + 1] !== 0) count += 1
  const found = new Int32Array(count)
  const starts = new Int32Array(count + 1)
  for (let unit = 0, nth = 0; unit <= highest; unit++) {
    const own = next[unit + 1]!
    next[unit + 1]! += next[unit]!
    if (own === 0) continue
    found[nth] = unit
    nth += 1
    starts[nth] = next[unit + 1]!
  }
  const total = next[highest + 1]!
  const at = new Float64Array(total)
  const mask = new Int32Array(total)
  const row = new Int32Array(total)
  // next[unit] is where the unit's next one goes.
  for (let i = 0; i < size; i++) {
    const unit = units[i]!
    if (!(times[i]! >= firsts[unit]!)) continue
    const place = next[unit]!
    next[unit] = place + 1
    at[place] = times[i]!
    mask[place] = masks[i]!
    row[place] = i
  }
  return { units: found, starts, at, mask, row }
}
