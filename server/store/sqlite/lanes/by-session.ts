/** What was done in each session, as if a session were who did it. */
import type { Acted } from './acted.ts'
import type { Sessions } from './columns.ts'
import type { Lane } from './lane.ts'

/** The lanes name sessions as `ident`, which are their own owners: events count when they are of its person. */
export function bySession({ lanes, owners }: Acted, { person, length }: Sessions): Acted {
  const own = new Int32Array(length)
  // Of moments that are no events (acted.ts) it is the session already; those that do not count have no owner.
  if (lanes.some(isOfSession)) {
    for (let key = 1; key < length; key++) own[key] = owners[key] === 0 ? 0 : key
    return { lanes, owners: own }
  }
  for (let key = 1; key < length; key++) own[key] = key
  return { lanes: lanes.map(lane => ofTheirPerson(lane, owners, person)), owners: own }
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
