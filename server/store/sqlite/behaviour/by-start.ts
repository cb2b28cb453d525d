/** Digits of this many values, from the lowest: a month in ms has three. */
const DIGIT = 2 ** 11

/** Keys of sessions by their starts: several hundred thousand are sorted digit by digit. `tie`: of one start. */
export function byStart(
  keys: Int32Array,
  started: Float64Array,
  tie: (a: number, b: number) => number,
): Int32Array {
  const { length } = keys
  const times = new Float64Array(length)
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < length; i++) {
    const at = Math.floor(started[keys[i]!]!)
    times[i] = at
    if (at < first) first = at
    if (at > last) last = at
  }
  let order = keys.slice()
  let own = times
  let into = new Int32Array(length)
  let spare = new Float64Array(length)
  const digits = new Uint16Array(length)
  for (let unit = 1; first + unit <= last; unit *= DIGIT) {
    const next = new Uint32Array(DIGIT + 1)
    for (let i = 0; i < length; i++) {
      const digit = Math.floor((own[i]! - first) / unit) % DIGIT
      digits[i] = digit
      next[digit + 1]! += 1
    }
    for (let i = 1; i <= DIGIT; i++) next[i]! += next[i - 1]!
    for (let i = 0; i < length; i++) {
      const place = next[digits[i]!]!
      next[digits[i]!] = place + 1
      into[place] = order[i]!
      spare[place] = own[i]!
    }
    ;[order, into] = [into, order]
    ;[own, spare] = [spare, own]
  }
  for (let i = 0; i < length; ) {
    let end = i + 1
    while (end < length && own[end] === own[i]) end += 1
    if (end > i + 1) order.subarray(i, end).sort((a, b) => started[a]! - started[b]! || tie(a, b))
    i = end
  }
  return order
}
