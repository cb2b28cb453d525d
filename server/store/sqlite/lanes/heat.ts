/** Who was on a page and what they clicked there, from arrays: the visits that a heatmap is folded of. */
import type { Database } from 'better-sqlite3'
import type { CountedView } from '../../heat/fold.ts'
import { sideOf } from '../../heat/side.ts'
import type { HeatmapQuery } from '../../heatmap-port.ts'
import type { Answering } from './answering.ts'
import { combined, type Members } from './count.ts'
import type { ViewSlice } from './heat-views.ts'
import type { Moment } from './moment.ts'

type StoredView = CountedView & { tab: number; nth: number }

export interface LaneVisit {
  session: number
  side: 0 | 1
  views: StoredView[]
}

const NO_NUMBERS: number[] = []

/** Gives each visit to `add`; answers false when arrays do not tell. */
export function laneVisits(facts: Database, segments: Answering) {
  const tabId = facts.prepare<[number], string>('SELECT id FROM tab WHERE key = ?').pluck()
  const inOrder = (a: StoredView, b: StoredView) => {
    if (a.at !== b.at) return a.at - b.at
    if (a.tab === b.tab) return a.nth - b.nth
    return (tabId.get(a.tab) ?? '') < (tabId.get(b.tab) ?? '') ? -1 : 1
  }

  return (
    query: HeatmapQuery,
    project: number,
    pattern: number,
    add: (visit: LaneVisit) => void,
  ): boolean => {
    // Their numbers are in texts, which arrays do not hold.
    if (query.kind === 'attention' || query.kind === 'moves') return false
    const sides = sidesOf(query, project, segments)
    if (sides === null) return false
    visits(segments.views(pattern), query, sides, add)
    return true
  }

  function visits(
    slices: ViewSlice[],
    { widths: [narrow, wide] }: HeatmapQuery,
    { among, side }: Sides,
    add: (visit: LaneVisit) => void,
  ): void {
    for (const slice of slices) {
      const { session, width } = slice
      const { length } = session
      for (let i = 0; i < length; ) {
        const key = session[i]!
        let end = i + 1
        if (among !== null && among[key] === 0) {
          i = end
          continue
        }
        while (end < length && session[end] === key) end += 1
        const which = side(key)
        if (which !== null) {
          const found: StoredView[] = []
          for (let j = i; j < end; j++) {
            if (width[j]! >= narrow && width[j]! <= wide) found.push(viewOf(slice, j))
          }
          if (!isInOrder(found)) found.sort(inOrder)
          if (found.length > 0) add({ session: key, side: which, views: found })
        }
        i = end
      }
    }
  }
}

/** As they mostly are. */
function isInOrder(views: readonly StoredView[]): boolean {
  for (let i = 1; i < views.length; i++) if (views[i]!.at <= views[i - 1]!.at) return false
  return true
}

function viewOf(slice: ViewSlice, i: number): StoredView {
  return {
    tab: slice.tab[i]!,
    nth: slice.nth[i]!,
    at: slice.at[i]!,
    width: slice.width[i]!,
    seenTo: slice.seen[i]!,
    clicks: slice.clicks,
    from: slice.starts[i]!,
    to: slice.starts[i + 1]!,
    inView: NO_NUMBERS,
    moves: NO_NUMBERS,
  }
}

interface Sides {
  /** Sessions that may be of a side: most on a page are of neither. Null: any may. */
  among: Members | null
  /** Null: of none. */
  side(session: number): 0 | 1 | null
}

/** Null: only SQL can tell. */
function sidesOf(
  { question, against, from, to, release }: HeatmapQuery,
  project: number,
  segments: Answering,
): Sides | null {
  const inside = segments.membersOf(question, project)
  const other = typeof against === 'object' ? segments.membersOf(against, project) : undefined
  if (!inside || other === null) return null
  const { started, project: listed } = inside.moment.sessions()
  const asked = question !== undefined
  const first = inside.sessions()
  const second = other?.sessions()
  const rest = against === 'rest' && asked
  const ofRelease = release === undefined ? null : releaseOf(inside.moment, release)
  const side = (session: number): 0 | 1 | null => {
    const at = started[session]!
    if ((from !== undefined && at < from) || (to !== undefined && at >= to)) return null
    if (listed[session] !== project || (ofRelease && !ofRelease(session))) return null
    const isSecond = rest || second?.[session] === 1
    return sideOf({ question: asked, inside: first[session] === 1, other: isSecond })
  }
  if (!asked || rest) return { among: null, side }
  const isPlain = !second && from === undefined && to === undefined && release === undefined
  if (isPlain) return { among: first, side: () => 0 }
  return { among: second ? combined('or', [first, second]) : first, side }
}

function releaseOf(moment: Moment, release: string): (session: number) => boolean {
  const { codes, texts } = moment.text('release')
  const code = texts.indexOf(release, 1)
  return session => code !== -1 && codes[session] === code
}
