/** The way of each session from the anchor on, or back from it: SPEC's rules U40 and U41. */
import type { PathFlow } from '../../contract/behaviour/path-flow.ts'
import type { Known, PlaceName, Places, Whom } from './deeds.ts'

export interface PathQuery {
  project: string
  flow: PathFlow
  /** Sessions begun in [from, to). */
  from: number
  to: number
  whom: Whom
}

/** Those in which the anchor was met. */
export interface Walks {
  count: number
  /** Sessions asked for, with these or not. */
  of: number
  person: number[]
  session: number[]
  /** How many columns each has, without repeats; fewer than asked for where the session ends. */
  lengths: Uint8Array
  /** By walk times the number of columns, plus the column: place in `names`, and when. */
  what: Int32Array
  at: Float64Array
  names: readonly PlaceName[]
}

/** Page and screen calls say again what the page views say. */
const PAGE_CALL = /^Viewed (.+ )?(Page|Screen)$/

export function walksOf(known: Known, { project, flow, from, to, whom }: PathQuery): Walks {
  const visits = known.visits(project, [], [{ whom, from, to }])[0]!
  const isShown = ({ kind, name }: PlaceName) => {
    if (flow.of === 'both') return kind === 'page' || !PAGE_CALL.test(name)
    return flow.of === (kind === 'page' ? 'pages' : 'events')
  }
  const isAnchor = ({ kind, name }: PlaceName) => kind === flow.anchor?.kind && name === flow.anchor.name
  // The anchor must be met even where only the other kind is shown.
  const places = known.places(project, visits.session, name => isShown(name) || isAnchor(name))
  const walks: Walks = {
    count: 0,
    of: visits.length,
    person: [],
    session: [],
    lengths: new Uint8Array(visits.length),
    what: new Int32Array(visits.length * flow.columns),
    at: new Float64Array(visits.length * flow.columns),
    names: places.names,
  }
  const shown = Uint8Array.from(places.names, name => Number(isShown(name)))
  const anchor = flow.anchor === null ? null : places.names.findIndex(isAnchor)
  for (let i = 0; i < visits.length; i++) {
    const length = walk(places, i, { flow, shown, anchor }, walks)
    if (length === 0) continue
    walks.lengths[walks.count] = length
    walks.person.push(visits.person[i]!)
    walks.session.push(visits.session[i]!)
    walks.count += 1
  }
  return walks
}

interface Rules {
  flow: PathFlow
  /** By place in the names. */
  shown: Uint8Array
  /** Null: from where the session begins, or ends. */
  anchor: number | null
}

/** Writes the next walk; answers how many columns it has: 0 when the anchor is not met, or nothing is there. */
function walk({ starts, at, what }: Places, nth: number, rules: Rules, into: Walks): number {
  const { flow, shown, anchor } = rules
  const from = starts[nth]!
  const to = starts[nth + 1]!
  const back = flow.direction === 'before'
  let first = back ? to - 1 : from
  if (anchor !== null) {
    // Going back, the way to the first time the anchor was met is asked for as well.
    first = from
    while (first < to && what[first] !== anchor) first += 1
    if (first === to) return 0
  }
  const begin = into.count * flow.columns
  let length = 0
  for (let i = first; i >= from && i < to; i += back ? -1 : 1) {
    const place = what[i]!
    // The anchor alone is there though its kind is not shown.
    if (shown[place] === 0 && i !== first) continue
    if (length > 0 && into.what[begin + length - 1] === place) continue
    into.what[begin + length] = place
    into.at[begin + length] = at[i]!
    length += 1
    if (length === flow.columns) break
  }
  return length
}
