const DIGIT_BITS = 16
const DIGIT = 2 ** DIGIT_BITS - 1
/** Fewer than so many numbers are sorted quicker by comparing. */
const FEW = 8_192

/** Sorts numbers of 64 bits, each as its low and high half: digit by digit, as one of them is mostly alike for all. */
export function sortHalves(halves: Uint32Array<ArrayBuffer>): void {
  const length = halves.length / 2
  if (length < FEW) {
    // Numbers of 64 bits have their low half first, as on every machine that Node runs on.
    new BigUint64Array(halves.buffer, halves.byteOffset, length).sort()
    return
  }
  let from = halves
  let into = new Uint32Array(halves.length)
  for (let digit = 0; digit < 4; digit++) {
    const half = digit >> 1
    const shift = (digit & 1) * DIGIT_BITS
    const starts = new Uint32Array(DIGIT + 2)
    for (let i = half; i < from.length; i += 2) starts[((from[i]! >>> shift) & DIGIT) + 1]! += 1
    if (starts[((from[half]! >>> shift) & DIGIT) + 1] === length) continue
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!
    for (let i = 0; i < from.length; i += 2) {
      const value = (from[i + half]! >>> shift) & DIGIT
      const place = 2 * starts[value]!
      starts[value]! += 1
      into[place] = from[i]!
      into[place + 1] = from[i + 1]!
    }
    const other = from
    from = into
    into = other
  }
  if (from !== halves) halves.set(from)
}
