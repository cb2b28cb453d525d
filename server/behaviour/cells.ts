/** Places put into numbered cells: those of a cell beside each other. */
export interface Cells {
  order: Int32Array
  /** Those of a cell are at [starts[cell], starts[cell + 1]). */
  starts: Int32Array
}

/** `cellOf`: -1 for what belongs to none. */
export function cellsOf(places: ArrayLike<number>, cells: number, cellOf: (place: number) => number): Cells {
  const own = new Int32Array(places.length)
  const starts = new Int32Array(cells + 2)
  for (let n = 0; n < places.length; n++) {
    const cell = cellOf(places[n]!)
    own[n] = cell
    if (cell !== -1) starts[cell + 2]! += 1
  }
  for (let cell = 2; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!
  const order = new Int32Array(starts[cells + 1]!)
  // starts[cell + 1] is where the cell's next one goes, and in the end where the next cell's begin.
  for (let n = 0; n < places.length; n++) {
    const cell = own[n]!
    if (cell !== -1) order[starts[cell + 1]!++] = places[n]!
  }
  return { order, starts: starts.subarray(0, cells + 1) }
}

/** How many different keys, without 0, stand at [from, to) of an order. */
export function distinctOf(
  keys: ArrayLike<number>,
  order: ArrayLike<number>,
): (from: number, to: number) => number {
  let most = 0
  for (let n = 0; n < order.length; n++) if (keys[order[n]!]! > most) most = keys[order[n]!]!
  /** By key, which call met it last. */
  const met = new Int32Array(most + 1)
  let nth = 0
  return (from, to) => {
    nth += 1
    let count = 0
    for (let n = from; n < to; n++) {
      const key = keys[order[n]!]!
      if (key === 0 || met[key] === nth) continue
      met[key] = nth
      count += 1
    }
    return count
  }
}
