/** What lanes and columns hold, as of one moment: that of the running transaction. */
import type { Database } from 'better-sqlite3'
import { SESSION_FIELDS, type SessionField } from '../../../../contract/fields.ts'
import { columnOf } from '../session-columns.ts'
import {
  type Column,
  identityColumns,
  numbers,
  presentColumn,
  type Sessions,
  sessionColumns,
  type Texts,
  texts,
} from './columns.ts'
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

export function moments(facts: Database, lanes: Database): () => Moment {
  const versions = sliceVersions(facts)
  const events: EventLanes = eventLanes(facts, lanes)
  const identities = identityColumns(facts, lanes)
  const present = presentColumn(facts, lanes)
  const sessions = sessionColumns(facts, lanes)
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
        const { person, owner } = identities.read(versionsOf('identity'))
        const edition = identities.edition()
        if (edition !== owners.edition) {
          // An owner is a user, and owned by nobody.
          owners = { edition, array: person.map((key, i) => (owner[i] === 0 ? key : person[owner[i]!]!)) }
        }
        return owners.array
      },
      present: () => present.read(versionsOf('person')),
      sessions: () => sessions.read(versionsOf('session')),
      visits: () => {
        const { project, person } = sessions.read(versionsOf('session'))
        const persons = present.read(versionsOf('person')).length
        const edition = sessions.edition()
        if (edition !== visits.edition || visits.array.length < persons) {
          visits = { edition, array: new Uint32Array(persons) }
          for (let i = 0; i < project.length; i++) if (project[i] !== 0) visits.array[person[i]!]! += 1
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
