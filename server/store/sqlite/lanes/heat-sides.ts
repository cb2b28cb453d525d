/** Which sessions a heatmap counts, and on which side, told without the tables. */
import { sideOf } from '../../heat/side.ts'
import type { HeatmapQuery } from '../../heatmap-port.ts'
import type { Answering } from './answering.ts'
import { combined, type Members } from './count.ts'
import type { Moment } from './moment.ts'

type SidesQuery = Pick<HeatmapQuery, 'question' | 'against' | 'from' | 'to' | 'release'>

export interface Sides {
  /** Sessions that may be of a side: most on a page are of neither. Null: any may. */
  among: Members | null
  /** By key of a session where it stands in `among`; null: at its own key. */
  owner: Int32Array | null
  /** By key of a session its project: those of the one asked for are of the first side, and no other; null: see `side`. */
  first: Int32Array | null
  /** Null: of none. */
  side(session: number): 0 | 1 | null
}

/** Null: only SQL can tell. */
export function sidesOf(
  { question, against, from, to, release }: SidesQuery,
  project: number,
  segments: Answering,
): Sides | null {
  const inside = segments.membersOf(question, project)
  const other = typeof against === 'object' ? segments.membersOf(against, project) : undefined
  if (!inside || other === null) return null
  const { started, project: listed, person } = inside.moment.sessions()
  const asked = question !== undefined
  const rest = against === 'rest' && asked
  const ofRelease = release === undefined ? null : releaseOf(inside.moment, release)
  const isPlain = asked && !against && from === undefined && to === undefined && release === undefined
  if (isPlain && inside.byPerson) {
    return {
      among: inside.persons,
      owner: person,
      first: listed,
      side: key => (listed[key] === project ? 0 : null),
    }
  }
  const first = inside.sessions()
  if (isPlain) return { among: first, owner: null, first: listed, side: () => 0 }
  const second = other?.sessions()
  const side = (session: number): 0 | 1 | null => {
    const at = started[session]!
    if ((from !== undefined && at < from) || (to !== undefined && at >= to)) return null
    if (listed[session] !== project || (ofRelease && !ofRelease(session))) return null
    const isSecond = rest || second?.[session] === 1
    return sideOf({ question: asked, inside: first[session] === 1, other: isSecond })
  }
  if (!asked || rest) return { among: null, owner: null, first: null, side }
  return { among: second ? combined('or', [first, second]) : first, owner: null, first: null, side }
}

function releaseOf(moment: Moment, release: string): (session: number) => boolean {
  const { codes, texts } = moment.text('release')
  const code = texts.indexOf(release, 1)
  return session => code !== -1 && codes[session] === code
}
