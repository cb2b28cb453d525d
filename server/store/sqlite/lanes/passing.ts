/** Of lanes, the events whose properties pass: what many events say alike is tested once. */
import type { Database } from 'better-sqlite3'
import type { JsonObject } from '../../../../contract/event.ts'
import type { PropertyTest } from '../../../../contract/segment/values.ts'
import { testProperty } from '../../../segment/value.ts'
import { type Cold, keyOf, type Lane, NOTHING, OWN } from './lane.ts'
import type { Span } from './moment.ts'

/** Objects remembered by key; beyond, it starts over. */
const MOST = 20_000

export type Passing = (lanes: Lane[], where: readonly PropertyTest[], asOf: number, span: Span) => Lane[]

/** The properties of an event of a lane; not to be changed, as many share one. */
export function propertyReader(facts: Database): (lane: Lane, i: number) => JsonObject {
  const shared = facts.prepare<[number], string>('SELECT text FROM context WHERE key = ?').pluck()
  const own = facts.prepare<[number], string>('SELECT given FROM event WHERE key = ?').pluck()
  const known = new Map<number, JsonObject>()
  return (lane, i) => {
    const key = lane.said()[i]!
    if (key === NOTHING) return {}
    if (key === OWN) return parsed(own.get(keyOf(lane, i))!)
    const found = known.get(key)
    if (found) return found
    const made = parsed(shared.get(key)!)
    if (known.size >= MOST) known.clear()
    known.set(key, made)
    return made
  }
}

export function passing(facts: Database): Passing {
  const propertiesOf = propertyReader(facts)
  return (lanes, where, asOf, span) => {
    if (where.length === 0) return lanes
    const passes = (properties: JsonObject) => where.every(test => testProperty(test, properties, asOf))
    const told = new Map<number, boolean>()
    const isIn = (lane: Lane, i: number, said: number): boolean => {
      const known = said === OWN ? undefined : told.get(said)
      const holds = known ?? passes(propertiesOf(lane, i))
      if (known === undefined && said !== OWN) told.set(said, holds)
      return holds
    }
    return lanes.flatMap(lane => {
      const places: number[] = []
      const { count, base, at } = lane
      const said = lane.said()
      const [from, to] = [span.from - base, span.to - base]
      for (let i = 0; i < count; i++) {
        if (at[i]! >= from && at[i]! <= to && isIn(lane, i, said[i]!)) places.push(i)
      }
      return places.length === 0 ? [] : [only(lane, places)]
    })
  }
}

/** The events of a lane at these places. */
export function only(lane: Lane, places: readonly number[]): Lane {
  const picked = <A extends { [i: number]: number }>(from: ArrayLike<number>, into: A): A => {
    for (let i = 0; i < places.length; i++) into[i] = from[places[i]!]!
    return into
  }
  const length = places.length
  let cold: Cold | null = null
  const { tie } = lane
  return {
    ...(tie && { tie: (i: number) => tie(places[i]!) }),
    slice: lane.slice,
    count: length,
    base: lane.base,
    at: picked(lane.at, new Float64Array(length)),
    ident: picked(lane.ident, new Uint32Array(length)),
    cold: () => {
      const { session, place } = lane.cold()
      cold ??= {
        session: picked(session, new Uint32Array(length)),
        place: picked(place, new Uint16Array(length)),
      }
      return cold
    },
    said: () => picked(lane.said(), new Uint32Array(length)),
    sources: () => picked(lane.sources(), new Uint8Array(length)),
  }
}

function parsed(json: string): JsonObject {
  return JSON.parse(json)
}
