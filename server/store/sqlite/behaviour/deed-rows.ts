/** Where rows were read, and what is told of those that matter alone. */
export interface Source {
  rank: number
  /** By the row's place in the source: listed session of its person; 0: none. */
  session(place: number): number
  /** What tells deeds of a rank apart that happened at one time. */
  key(place: number): number
}

/** What reads deeds hands them to. A unit is whose deeds are in order: a person or a session. */
export interface DeedSink {
  /** What is added next is of it. */
  from(source: Source): void
  add(unit: number, at: number, mask: number, place: number, value: string | null): void
}

/** Rows in the order of reading: columns that share their places. */
export interface DeedRows extends DeedSink {
  columns(): { size: number; units: Int32Array; at: Float64Array; mask: Int32Array }
  value(row: number): string | null
  session(row: number): number
  rankOf(row: number): number
  key(row: number): number
  /** Of all rows, which is quicker than one by one. */
  sessions(): Int32Array
}

const FIRST_SIZE = 65_536

export function deedRows(): DeedRows {
  let size = 0
  let room = FIRST_SIZE
  let units = new Int32Array(room)
  let at = new Float64Array(room)
  let masks = new Int32Array(room)
  let places = new Int32Array(room)
  const values: (string | null)[] = []
  /** The rows of the i-th source begin at firsts[i]. */
  const sources: Source[] = []
  const firsts: number[] = []

  const grow = () => {
    room *= 2
    const into = <A extends Int32Array | Float64Array>(made: A, from: A): A => {
      made.set(from)
      return made
    }
    units = into(new Int32Array(room), units)
    at = into(new Float64Array(room), at)
    masks = into(new Int32Array(room), masks)
    places = into(new Int32Array(room), places)
  }
  const sourceOf = (row: number): Source => {
    let [low, high] = [0, firsts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (firsts[middle]! <= row) low = middle + 1
      else high = middle
    }
    return sources[low - 1]!
  }
  return {
    from: source => {
      sources.push(source)
      firsts.push(size)
    },
    add: (unit, time, mask, place, value) => {
      if (size === room) grow()
      units[size] = unit
      at[size] = time
      masks[size] = mask
      places[size] = place
      if (value !== null) values[size] = value
      size += 1
    },
    columns: () => ({ size, units, at, mask: masks }),
    value: row => values[row] ?? null,
    session: row => sourceOf(row).session(places[row]!),
    rankOf: row => sourceOf(row).rank,
    key: row => sourceOf(row).key(places[row]!),
    sessions: () => {
      const all = new Int32Array(size)
      for (const [i, source] of sources.entries()) {
        const end = firsts[i + 1] ?? size
        for (let row = firsts[i]!; row < end; row++) all[row] = source.session(places[row]!)
      }
      return all
    },
  }
}
