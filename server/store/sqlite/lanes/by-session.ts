/** What was done in each session, as if a session were who did it. */
import type { Acted } from './acted.ts'
import type { Sessions } from './columns.ts'
import type { Lane } from './lane.ts'

/**
 * The lanes name sessions as `ident`: events count when they are of its person. `places`: by key of a session who it is,
 * 0: nobody.
 */
export function bySession({ lanes, owners }: Acted, { person, length }: Sessions, places: Int32Array): Acted {
  // Of moments that are no events (acted.ts) it is the session already; those that do not count have no owner.
  if (lanes.some(isOfSession)) {
    const own = new Int32Array(length)
    for (let key = 1; key < length; key++) own[key] = owners[key] === 0 ? 0 : places[key]!
    return { lanes, owners: own }
  }
  return { lanes: lanes.map(lane => ofTheirPerson(lane, owners, person)), owners: places }
}

function isOfSession({ tie }: Lane): boolean {
  return tie !== undefined
}

function ofTheirPerson(lane: Lane, owners: Int32Array, person: Int32Array): Lane {
  const { slice, count, base, at } = lane
  const { session } = lane.cold()
  const ident = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const key = session[i]!
    if (person[key] === owners[lane.ident[i]!]) ident[i] = key
  }
  return {
    ...{ slice, count, base, at, ident, cold: () => lane.cold(), said: () => lane.said() },
    sources: () => lane.sources(),
  }
}
