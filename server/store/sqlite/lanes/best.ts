/** The first of many in an order, without putting all of them in it. */
export interface Best<T> {
  add(one: T): void
  /** Those within the limit, and all that tie with the last of them; in order. */
  all(): T[]
}

/** So many times the limit are kept before the worst are dropped. */
const ROOM = 8
const LEAST_ROOM = 1_000

export function best<T>(limit: number, compare: (a: T, b: T) => number): Best<T> {
  let kept: T[] = []
  let room = Math.max(LEAST_ROOM, limit * ROOM)
  let last: T | undefined
  const cut = () => {
    kept.sort(compare)
    const bar = kept[limit - 1]
    if (bar === undefined) return
    last = bar
    kept = kept.filter(one => compare(one, bar) <= 0)
    // Of many that tie none can be dropped.
    room = Math.max(room, kept.length * 2)
  }
  return {
    add: one => {
      if (last !== undefined && compare(one, last) > 0) return
      if (kept.push(one) >= room) cut()
    },
    all: () => {
      cut()
      return kept
    },
  }
}
