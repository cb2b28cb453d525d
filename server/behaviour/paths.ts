/** What came before or after, session by session: SPEC's rules U40 and U41. */
import type { PathFlow, PathNode } from '../../contract/behaviour/path-flow.ts'
import type { Known, Place, Standing, Whom } from './deeds.ts'
import { type Moments, momentsOf } from './funnel.ts'

export interface PathQuery {
  project: string
  flow: PathFlow
  /** Sessions begun in [from, to). */
  from: number
  to: number
  whom: Whom
}

export interface PathTally {
  sessions: number
  ofSessions: number
  columns: PathNode[][]
  links: { column: number; from: number; to: number; sessions: number }[]
}

interface Walk<K> extends Standing<K> {
  session: K
  /** Column by column from the anchor on, without repeats; shorter where the session ends. */
  places: Place[]
}

/** Page and screen calls say again what the page views say. */
const PAGE_CALL = /^Viewed (.+ )?(Page|Screen)$/

function walksOf<K>(known: Known<K>, query: PathQuery): { walks: Walk<K>[]; of: number } {
  const { project, flow, from, to, whom } = query
  const { length, person, session } = known.visits({ project, whom, from, to, fields: [] })
  const walks: Walk<K>[] = []
  // The anchor must be met even where only the other kind is shown.
  const asked = {
    pages: flow.of !== 'events' || flow.anchor?.kind === 'page',
    events: flow.of !== 'pages' || flow.anchor?.kind === 'event',
  }
  known.places(project, session, asked, (nth, places) => {
    const walk = walkOf(places, flow)
    if (walk.length > 0) {
      walks.push({ person: person[nth]!, session: session[nth]!, at: walk[0]!.at, places: walk })
    }
  })
  return { walks, of: length }
}

/** Empty when the anchor is not met, or there is nothing in the session. */
function walkOf(all: readonly Place[], { anchor, direction, of, columns }: PathFlow): Place[] {
  const isAnchor = ({ kind, name }: Place) => kind === anchor?.kind && name === anchor.name
  const shown = ({ kind, name }: Place) => {
    if (of === 'both') return kind === 'page' || !PAGE_CALL.test(name)
    return of === (kind === 'page' ? 'pages' : 'events')
  }
  const kept = all.filter((place, i) => shown(place) || (isAnchor(place) && i === all.findIndex(isAnchor)))
  const ordered = direction === 'after' ? kept : kept.toReversed()
  // Going back, the way to the first time the anchor was met is asked for as well.
  const first = anchor === null ? undefined : kept.find(isAnchor)
  if (anchor !== null && !first) return []
  const walk: Place[] = []
  for (const place of ordered.slice(first ? ordered.indexOf(first) : 0)) {
    const before = walk.at(-1)
    if (before?.kind === place.kind && before.name === place.name) continue
    walk.push(place)
    if (walk.length === columns) break
  }
  return walk
}

const END: PathNode = { kind: 'end', name: '', sessions: 0, places: 1 }

export function tallyPaths<K>(known: Known<K>, query: PathQuery): PathTally {
  const { columns, top } = query.flow
  const { walks, of } = walksOf(known, query)
  const placed = Array.from({ length: columns }, (_, column) => columnOf(walks, column, top))
  const links = new Map<string, PathTally['links'][number]>()
  for (const { places } of walks) {
    for (let column = 0; column < columns; column++) {
      const here = placed[column]!
      // A session that ended before has left the picture.
      if (column > places.length) break
      const node = here.of(places[column])
      here.nodes[node]!.sessions += 1
      if (column === 0) continue
      const from = placed[column - 1]!.of(places[column - 1])
      const key = `${column} ${from} ${node}`
      const link = links.get(key) ?? { column: column - 1, from, to: node, sessions: 0 }
      links.set(key, link)
      link.sessions += 1
    }
  }
  return {
    sessions: walks.length,
    ofSessions: of,
    columns: placed.map(({ nodes }) => nodes),
    links: [...links.values()].sort((a, b) => a.column - b.column || a.from - b.from || a.to - b.to),
  }
}

/** The places of a column: the most met, then the others as one, then the end. */
function columnOf<K>(walks: readonly Walk<K>[], column: number, top: number) {
  const met = new Map<string, PathNode>()
  let ends = false
  for (const { places } of walks) {
    const place = places[column]
    if (!place) {
      ends ||= places.length === column
      continue
    }
    const key = `${place.kind} ${place.name}`
    const node = met.get(key) ?? { kind: place.kind, name: place.name, sessions: 0, places: 1 }
    met.set(key, node)
    node.sessions += 1
  }
  const ranked = [...met].sort(([a, x], [b, y]) => y.sessions - x.sessions || (a < b ? -1 : 1))
  const rest = ranked.length - top
  const nodes: PathNode[] = ranked.slice(0, top).map(([, node]) => ({ ...node, sessions: 0 }))
  const at = new Map(ranked.slice(0, top).map(([key], i) => [key, i]))
  const others = nodes.length
  if (rest > 0) nodes.push({ kind: 'others', name: '', sessions: 0, places: rest })
  const end = nodes.length
  if (ends) nodes.push({ ...END })
  return {
    nodes,
    of: (place: Place | undefined) => (place ? (at.get(`${place.kind} ${place.name}`) ?? others) : end),
  }
}

export interface PathPeopleQuery extends PathQuery {
  column: number
  node: number
  offset: number
  limit: number
}

/** Sessions that pass a place of a column, at that moment; at its end, at the last moment before. */
export function pathPeople<K>(known: Known<K>, query: PathPeopleQuery): Moments {
  const { column, node, flow, offset, limit } = query
  const { walks } = walksOf(known, query)
  const { of } = columnOf(walks, column, flow.top)
  const chosen = walks.filter(({ places }) => column <= places.length && of(places[column]) === node)
  return momentsOf(
    known,
    chosen.map(({ person, session, places }) => {
      return { person, session, at: (places[column] ?? places.at(-1))!.at }
    }),
    offset,
    limit,
  )
}
