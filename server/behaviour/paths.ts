/** What came before or after, session by session: SPEC's rules U40 and U41. */
import type { PathNode } from '../../contract/behaviour/path-flow.ts'
import type { Known } from './deeds.ts'
import { type Moments, momentsOf } from './moments.ts'
import { type PathQuery, type Walks, walksOf } from './walks.ts'

export interface PathTally {
  sessions: number
  ofSessions: number
  columns: PathNode[][]
  links: { column: number; from: number; to: number; sessions: number }[]
}

const END: PathNode = { kind: 'end', name: '', sessions: 0, places: 1 }

export function tallyPaths(known: Known, query: PathQuery): PathTally {
  const { columns, top } = query.flow
  const walks = walksOf(known, query)
  const placed = Array.from({ length: columns }, (_, column) => columnOf(walks, columns, column, top))
  const links: PathTally['links'] = []
  for (let column = 0; column < columns; column++) {
    const here = placed[column]!
    const before = placed[column - 1]
    const width = here.nodes.length
    const found = new Float64Array((before?.nodes.length ?? 0) * width)
    for (let i = 0; i < walks.count; i++) {
      // A session that ended before has left the picture.
      if (column > walks.lengths[i]!) continue
      const node = here.of(i)
      here.nodes[node]!.sessions += 1
      if (before) found[before.of(i) * width + node]! += 1
    }
    for (const [place, sessions] of found.entries()) {
      if (sessions === 0) continue
      links.push({ column: column - 1, from: Math.floor(place / width), to: place % width, sessions })
    }
  }
  return {
    sessions: walks.count,
    ofSessions: walks.of,
    columns: placed.map(({ nodes }) => nodes),
    links,
  }
}

/** The places of a column: the most met, then the others as one, then the end. */
function columnOf({ count, lengths, what, names }: Walks, columns: number, column: number, top: number) {
  const met = new Float64Array(names.length)
  let ends = false
  for (let i = 0; i < count; i++) {
    if (column < lengths[i]!) met[what[i * columns + column]!]! += 1
    else ends ||= column === lengths[i]
  }
  const ranked = [...met.entries()]
    .filter(([, sessions]) => sessions > 0)
    .map(([place, sessions]) => ({ place, sessions, key: `${names[place]!.kind} ${names[place]!.name}` }))
    .sort((a, b) => b.sessions - a.sessions || (a.key < b.key ? -1 : 1))
  const rest = ranked.length - top
  const nodes = ranked.slice(0, top).map(({ place }): PathNode => {
    const { kind, name } = names[place]!
    return { kind, name, sessions: 0, places: 1 }
  })
  const others = nodes.length
  const nodeOf = new Int32Array(names.length).fill(others)
  for (const [node, { place }] of ranked.slice(0, top).entries()) nodeOf[place] = node
  if (rest > 0) nodes.push({ kind: 'others', name: '', sessions: 0, places: rest })
  const end = nodes.length
  if (ends) nodes.push({ ...END })
  return {
    nodes,
    of: (walk: number) => (column < lengths[walk]! ? nodeOf[what[walk * columns + column]!]! : end),
  }
}

export interface PathPeopleQuery extends PathQuery {
  column: number
  node: number
  /** Only those that go on to this place of the next column. */
  next?: number | undefined
  offset: number
  limit: number
}

/** Sessions that pass a place of a column, at that moment; at its end, at the last moment before. */
export function pathPeople(known: Known, query: PathPeopleQuery): Moments {
  const { column, node, next, flow, offset, limit } = query
  const walks = walksOf(known, query)
  const { of } = columnOf(walks, flow.columns, column, flow.top)
  const behind =
    next === undefined || column + 1 >= flow.columns
      ? null
      : columnOf(walks, flow.columns, column + 1, flow.top)
  const person: number[] = []
  const session: number[] = []
  const at: number[] = []
  for (const [i, who] of walks.person.entries()) {
    const length = walks.lengths[i]!
    if (column > length || of(i) !== node) continue
    if (behind && (column >= length || behind.of(i) !== next)) continue
    person.push(who)
    session.push(walks.session[i]!)
    at.push(walks.at[i * flow.columns + Math.min(column, length - 1)]!)
  }
  return momentsOf(known, { length: at.length, person, session, at }, offset, limit)
}
