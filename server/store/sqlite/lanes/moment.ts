/** What lanes and columns hold, as of one moment: that of the running transaction. */
import type { Database } from 'better-sqlite3'
import { SESSION_FIELDS, type SessionField } from '../../../../contract/fields.ts'
import { columnOf } from '../session-columns.ts'
import { type Column, integers, numbers, type Texts, texts } from './columns.ts'
import { type EventLanes, eventLanes } from './event-lanes.ts'
import type { Lane } from './lane.ts'
import { type Sliced, sliceVersions } from './slices.ts'

/** Epoch ms, both included. */
export interface Span {
  from: number
  to: number
}

export const EVER: Span = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

export interface Moment {
  facts: Database
  /** By key of an identity: whose it is now; 0: nobody's. */
  owners(): Int32Array
  /** By key of a person: the project, 0 when nothing is known of it. */
  present(): Int32Array
  sessions(): Sessions
  /** By key of a person: how many listed sessions it has. */
  visits(): Uint32Array
  text(field: SessionField): Texts
  number(field: SessionField): Float64Array
  events(name: number, from: number, to: number): Lane[]
  /** By number of a slice. */
  versions(table: Sliced): Map<number, number>
}

/** By key of a session. */
export interface Sessions {
  /** 0 unless it is listed. */
  project: Int32Array
  person: Int32Array
  /** epoch ms */
  started: Float64Array
}

export function moments(facts: Database, lanes: Database): () => Moment {
  const versions = sliceVersions(facts)
  const events: EventLanes = eventLanes(facts, lanes)
  const person = integers(facts, 'identity', 'person')
  const owner = integers(facts, 'identity', 'owner')
  const present = integers(facts, 'person', 'iif(present, project, 0)')
  const project = integers(facts, 'session', 'iif(listed, project, 0)')
  const visitor = integers(facts, 'session', 'person')
  const started = numbers(facts, 'session', 'started')
  const ofText = new Map<SessionField, Column<Texts>>()
  const ofNumber = new Map<SessionField, Column<Float64Array>>()
  let owners = { edition: -1, array: new Int32Array(0) }
  let visits = { edition: -1, array: new Uint32Array(0) }

  return () => {
    const known = new Map<string, Map<number, number>>()
    const versionsOf = (table: Sliced) => {
      const found = known.get(table) ?? versions(table)
      known.set(table, found)
      return found
    }
    return {
      facts,
      versions: versionsOf,
      owners: () => {
        const own = person.read(versionsOf('identity'))
        const named = owner.read(versionsOf('identity'))
        const edition = person.edition() + owner.edition()
        if (edition !== owners.edition) {
          // An owner is a user, and owned by nobody.
          owners = { edition, array: own.map((key, i) => (named[i] === 0 ? key : own[named[i]!]!)) }
        }
        return owners.array
      },
      present: () => present.read(versionsOf('person')),
      sessions: () => {
        const now = versionsOf('session')
        return { project: project.read(now), person: visitor.read(now), started: started.read(now) }
      },
      visits: () => {
        const now = versionsOf('session')
        const listed = project.read(now)
        const who = visitor.read(now)
        const persons = present.read(versionsOf('person')).length
        const edition = project.edition() + visitor.edition()
        if (edition !== visits.edition || visits.array.length < persons) {
          visits = { edition, array: new Uint32Array(persons) }
          for (let i = 0; i < listed.length; i++) if (listed[i] !== 0) visits.array[who[i]!]! += 1
        }
        return visits.array
      },
      text: field => columnFor(ofText, field, texts, facts).read(versionsOf('session')),
      number: field => columnFor(ofNumber, field, numbers, facts).read(versionsOf('session')),
      events: (name, from, to) => events.of(name, from, to, versionsOf('event')),
    }
  }
}

export function isText(field: SessionField): boolean {
  return SESSION_FIELDS[field].type === 'text'
}

function columnFor<A>(
  known: Map<SessionField, Column<A>>,
  field: SessionField,
  make: (db: Database, table: 'session', expression: string) => Column<A>,
  facts: Database,
): Column<A> {
  const found = known.get(field) ?? make(facts, 'session', columnOf(field))
  known.set(field, found)
  return found
}
