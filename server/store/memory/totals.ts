import type { Totals } from '../../behaviour/deeds.ts'

/** Of a field's values, those of the i-th at [starts[i], starts[i + 1]). */
export function totalsOf(values: readonly (string | number | undefined)[], starts: Int32Array): Totals {
  const own = Array.from(starts.subarray(1), (end, i) =>
    values.slice(starts[i], end).filter(value => typeof value === 'number'),
  )
  return {
    sum: Float64Array.from(own, numbers => numbers.reduce((sum, value) => sum + value, 0)),
    count: Float64Array.from(own, ({ length }) => length),
  }
}
