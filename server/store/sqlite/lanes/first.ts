/** Whether what a person did for the first time lies in a window that hangs on the person. */
import type { Acted } from './acted.ts'
import { type Members, membersWhere } from './count.ts'
import type { Lane } from './lane.ts'

/**
 * `among`: those of `all` that the window holds, `firsts`: when the first of `all` was. Null: some of one time are in and
 * some are not, and which is the first is for SQL to tell.
 */
export function firstWindowed(all: Acted, among: Acted, firsts: Float64Array, until: number): Members | null {
  const inside = countAt(among.lanes, among.owners, firsts)
  const every = countAt(all.lanes, all.owners, firsts)
  const told = inside.every((count, person) => count === 0 || person === 0 || count === every[person])
  if (!told) return null
  return membersWhere(firsts.length, person => inside[person]! > 0 && firsts[person]! <= until)
}

/** How many moments of each person are at its time. */
function countAt(lanes: Lane[], owners: Int32Array, times: Float64Array): Uint32Array {
  const counts = new Uint32Array(times.length)
  for (const { count, base, at, ident } of lanes) {
    for (let i = 0; i < count; i++) {
      const person = owners[ident[i]!]!
      if (at[i]! + base === times[person]) counts[person]! += 1
    }
  }
  return counts
}
