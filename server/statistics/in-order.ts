/** Numbers in order, several hundred thousand at a time. */

/** Fewer than this are sorted sooner by comparing. */
const FEW = 4_096
/** Of a 32-bit key, from the lowest. */
const DIGITS = [0, 11, 22]
const DIGIT_SIZE = 2 ** 11
/** More than so many that only their last bits tell apart are sorted by comparing. */
const MOST_BY_HAND = 16

/** In place; by the bits of their 32-bit floats, digit after digit, and then what these leave open. No NaN. */
export function inOrder(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const { length } = values
  if (length < FEW) return values.sort()
  let keys = keysOf(values)
  let spare = new Uint32Array(length)
  let from = values
  let into = new Float64Array(length)
  for (const shift of DIGITS) {
    const next = new Uint32Array(DIGIT_SIZE + 1)
    for (let i = 0; i < length; i++) next[((keys[i]! >>> shift) & (DIGIT_SIZE - 1)) + 1]! += 1
    // All alike in this digit.
    if (next.includes(length)) continue
    for (let i = 1; i <= DIGIT_SIZE; i++) next[i]! += next[i - 1]!
    for (let i = 0; i < length; i++) {
      const digit = (keys[i]! >>> shift) & (DIGIT_SIZE - 1)
      const place = next[digit]!
      next[digit] = place + 1
      spare[place] = keys[i]!
      into[place] = from[i]!
    }
    ;[keys, spare] = [spare, keys]
    ;[from, into] = [into, from]
  }
  if (from !== values) values.set(from)
  return settled(values, keys)
}

/** Keys in the order of the numbers' 32-bit floats: negative ones have all bits turned, others the highest. */
function keysOf(values: Float64Array): Uint32Array<ArrayBuffer> {
  const keys = new Uint32Array(Float32Array.from(values).buffer)
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i]!
    keys[i] = bits >>> 31 === 1 ? ~bits : bits | 0x80000000
  }
  return keys
}

function settled(values: Float64Array<ArrayBuffer>, keys: Uint32Array): Float64Array<ArrayBuffer> {
  for (let i = 0; i < values.length; ) {
    let end = i + 1
    let ordered = true
    for (; end < values.length && keys[end] === keys[i]; end++) ordered &&= values[end - 1]! <= values[end]!
    if (!ordered) {
      const run = values.subarray(i, end)
      if (run.length > MOST_BY_HAND) run.sort()
      else byHand(run)
    }
    i = end
  }
  return values
}

function byHand(run: Float64Array): void {
  for (let i = 1; i < run.length; i++) {
    const value = run[i]!
    let j = i
    for (; j > 0 && run[j - 1]! > value; j--) run[j] = run[j - 1]!
    run[j] = value
  }
}
