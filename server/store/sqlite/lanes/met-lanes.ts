/** What sessions met: pages, elements clicked and findings by slices of sessions, events by slices of events. */
import { bytesOfEvents, type EventsMet, eventsMet } from './events-met.ts'
import type { FindingLane } from './finding-lane.ts'
import { bytesOfMet, type MetLane, metSink } from './met-lane.ts'
import type { Moment } from './moment.ts'
import { keeperIn, type Room } from './slice-keeper.ts'
import { SLICED } from './slices.ts'
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

/** Sessions. */
const OF_A_SLICE = 2 ** SLICED.session.bits

export function metLanes(room: Room, viewsOf: ViewLanes['of']): MetLanes {
  const views = keeperIn<Pick<SessionsMet, 'pages' | 'elements'>>(
    room,
    ({ pages, elements }) => bytesOfMet(pages) + bytesOfMet(elements),
  )
  const findings = keeperIn<MetLane>(room, bytesOfMet)
  const events = keeperIn<EventsMet>(room, bytesOfEvents)
  const viewsMet = (lane: ViewLane): Pick<SessionsMet, 'pages' | 'elements'> => {
    const { patterns, begins, session, base, at, starts, element, ms } = lane
    const sink = metSink()
    for (let nth = 0; nth < patterns.length; nth++) {
      for (let i = begins[nth]!; i < begins[nth + 1]!; i++)
        sink.add(session[i]!, patterns[nth]!, base + at[i]!)
    }
    const pages = sink.lane(OF_A_SLICE)
    for (let view = 0; view < session.length; view++) {
      for (let i = starts[view]!; i < starts[view + 1]!; i++) {
        if (element[i] !== 0) sink.add(session[view]!, element[i]!, base + at[view]! + ms[i]!)
      }
    }
    return { pages, elements: sink.lane(OF_A_SLICE) }
  }

  const findingsMet = ({ session, kind, at }: FindingLane): MetLane => {
    const sink = metSink()
    for (let i = 0; i < kind.length; i++) sink.add(session[i]!, kind[i]!, at[i]!)
    return sink.lane(OF_A_SLICE)
  }

  return {
    sessions: (slice, moment) => {
      const heat = moment.versions('heat')
      return {
        ...views.of(slice, heat.get(slice) ?? 0, () => viewsMet(viewsOf(slice, heat))),
        findings: findings.of(slice, moment.versions('session').get(slice) ?? 0, () =>
          findingsMet(moment.findings()[slice]!),
        ),
      }
    },
    events: (sessionSlices, moment) =>
      moment
        .slices()
        .filter(one => one.names(sessionSlices))
        .map(one => {
          const make = () => eventsMet(one.byName())
          return one.packed ? events.of(one.slice, one.version, make) : make()
        }),
  }
}
