/** Moments that lie in a window which hangs on the person: since its first event of a name, or after one of a name. */
import type { Database } from 'better-sqlite3'
import type { PropertyTest } from '../../../../contract/segment/values.ts'
import type { Window } from '../../../../contract/segment/windows.ts'
import type { ResolvedAct } from '../../../segment/question.ts'
import type { Acted } from './acted.ts'
import { followers } from './after.ts'
import { firstByPerson } from './count.ts'
import type { Lane } from './lane.ts'
import { type Asked, EVER, type Span } from './moment.ts'
import { only } from './passing.ts'
import { sideBySide } from './step-plan.ts'

const HOUR_MS = 3_600_000

type Events = (event: string, where: readonly PropertyTest[], asked: Asked, span: Span) => Lane[]

/** `acted`: everything until the time asked for. Null: lanes do not tell. */
export function windowing(facts: Database, events: Events) {
  const following = followers(facts)

  const sinceFirst = (
    { lanes, owners }: Acted,
    { event, hours }: Extract<Window, { kind: 'since-first' }>,
    asked: Asked,
  ): Acted => {
    const { moment } = asked
    const persons = moment.present().length
    const first =
      event === null
        ? moment.firstSeen()
        : firstByPerson(events(event, [], asked, EVER), moment.owners(), persons)
    const length = hours === null ? Number.POSITIVE_INFINITY : hours * HOUR_MS
    const kept = lanes.flatMap(lane => {
      const { count, base, at, ident } = lane
      const places: number[] = []
      for (let i = 0; i < count; i++) {
        const time = at[i]! + base
        const begun = first[owners[ident[i]!]!]!
        if (time >= begun && time <= begun + length) places.push(i)
      }
      return places.length === 0 ? [] : [only(lane, places)]
    })
    return { lanes: kept, owners }
  }

  return (act: ResolvedAct, acted: Acted, window: Window, asked: Asked): Acted | null => {
    if (window.kind === 'since-first') return sinceFirst(acted, window, asked)
    if (window.kind !== 'after') return null
    const until = { from: Number.NEGATIVE_INFINITY, to: asked.time }
    const others = { lanes: events(window.event, [], asked, until), owners: asked.moment.owners() }
    // The first stay as they are.
    const { lanes, owners } = sideBySide([acted, others])
    const kept = following({
      found: lanes[0]!,
      others: lanes[1]!,
      ...{ within: window.hours * HOUR_MS, until: asked.time },
      ...{ owners, persons: asked.moment.present().length },
      ...(asked.among && { among: asked.among.persons }),
      areEvents: act.act === 'event' || act.act === 'any',
    })
    return { lanes: kept, owners: acted.owners }
  }
}
