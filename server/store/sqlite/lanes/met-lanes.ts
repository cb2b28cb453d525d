/** What sessions met: pages, elements clicked and findings by slices of sessions, events by slices of events. */
import type { Database } from 'better-sqlite3'
import { bytesOfEvents, type EventsMet, eventsMet } from './events-met.ts'
import { bytesOfMet, type MetLane, metSink } from './met-lane.ts'
import type { Moment } from './moment.ts'
import { keeperIn, type Room } from './slice-keeper.ts'
import { keysOf } from './slices.ts'
import type { ViewLane } from './view-lane.ts'
import type { ViewLanes } from './view-lanes.ts'

/** Of a slice of sessions, by key from its first. */
export interface SessionsMet {
  pages: MetLane
  elements: MetLane
  /** By number of the kind. */
  findings: MetLane
}

export interface MetLanes {
  /** Of the running transaction; as of `moment`. */
  sessions(slice: number, moment: Moment): SessionsMet
  /** All events of sessions of these slices, and some others. */
  events(sessionSlices: ReadonlySet<number>, moment: Moment): EventsMet[]
}

export function metLanes(facts: Database, room: Room, viewsOf: ViewLanes['of']): MetLanes {
  const sink = metSink()
  const views = keeperIn<Pick<SessionsMet, 'pages' | 'elements'>>(
    room,
    ({ pages, elements }) => bytesOfMet(pages) + bytesOfMet(elements),
  )
  // A verdict on a session is written into its row, whose slice thereby changes (write/verdict.ts).
  const findings = keeperIn<MetLane>(room, bytesOfMet)
  const events = keeperIn<EventsMet>(room, bytesOfEvents)
  const found = facts
    .prepare<[number, number], [session: number, kind: number, at: number]>(
      'SELECT session, kind, at FROM finding WHERE session >= ? AND session < ?',
    )
    .raw()

  const viewsMet = (lane: ViewLane): Pick<SessionsMet, 'pages' | 'elements'> => {
    const [from, to] = keysOf('heat', 0)
    const { patterns, begins, session, base, at, starts, element, ms } = lane
    for (let nth = 0; nth < patterns.length; nth++) {
      for (let i = begins[nth]!; i < begins[nth + 1]!; i++)
        sink.add(session[i]!, patterns[nth]!, base + at[i]!)
    }
    const pages = sink.lane(to - from)
    for (let view = 0; view < session.length; view++) {
      for (let i = starts[view]!; i < starts[view + 1]!; i++) {
        if (element[i] !== 0) sink.add(session[view]!, element[i]!, base + at[view]! + ms[i]!)
      }
    }
    return { pages, elements: sink.lane(to - from) }
  }

  const findingsMet = (slice: number): MetLane => {
    const [from, to] = keysOf('session', slice)
    for (const [session, kind, at] of found.iterate(from, to)) sink.add(session - from, kind, at)
    return sink.lane(to - from)
  }

  return {
    sessions: (slice, moment) => {
      const heat = moment.versions('heat')
      return {
        ...views.of(slice, heat.get(slice) ?? 0, () => viewsMet(viewsOf(slice, heat))),
        findings: findings.of(slice, moment.versions('session').get(slice) ?? 0, () => findingsMet(slice)),
      }
    },
    events: (sessionSlices, moment) =>
      moment
        .slices()
        .filter(one => one.names(sessionSlices))
        .map(one => {
          const make = () => eventsMet(one.byName(), sink)
          return one.packed ? events.of(one.slice, one.version, make) : make()
        }),
  }
}
