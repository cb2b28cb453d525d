/** The lower one of the two in the middle of [from, end), which are put in another order; null of none. */
export function median(values: Int32Array | Float64Array, from: number, end: number): number | null {
  if (from >= end) return null
  const middle = from + ((end - from - 1) >> 1)
  // Quickselect: of a million clicks, putting all in order would be most of the time.
  let to = end - 1
  while (from < to) {
    const pivot = values[(from + to) >> 1]!
    let [low, high] = [from, to]
    while (low <= high) {
      while (values[low]! < pivot) low += 1
      while (values[high]! > pivot) high -= 1
      if (low > high) break
      const value = values[low]!
      values[low] = values[high]!
      values[high] = value
      low += 1
      high -= 1
    }
    if (middle <= high) to = high
    else if (middle >= low) from = low
    else break
  }
  return values[middle]!
}
