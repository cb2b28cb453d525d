/** What lanes and columns hold, as of one moment: that of the running transaction. */
import type { Database } from 'better-sqlite3'
import { SESSION_FIELDS, type SessionField } from '../../../../contract/fields.ts'
import type { Totals } from '../../../behaviour/deeds.ts'
import type { ResolvedCondition } from '../../../segment/question.ts'
import type { Sql } from '../sql.ts'
import { type AccountBook, accountBooks } from './account-book.ts'
import { accountsForSql } from './account-tables.ts'
import type { Among } from './among.ts'
import {
  type Column,
  endedColumn,
  identityColumns,
  numberField,
  presentColumn,
  type Sessions,
  sessionColumns,
  type Texts,
  textField,
} from './columns.ts'
import { type EventLanes, eventLanes, type Slice } from './event-lanes.ts'
import { type FailureLane, failureLanes } from './failure-lanes.ts'
import { type FindingLane, findingLanes } from './finding-lane.ts'
import { laidEvents } from './laid.ts'
import type { Lane } from './lane.ts'
import { type PageLane, pageLanes } from './page-lanes.ts'
import { seenByIdentity } from './seen.ts'
import { type Coded, sessionFieldLanes } from './session-fields.ts'
import type { Room } from './slice-keeper.ts'
import { type Sliced, sliceVersions } from './slices.ts'
import { textLanes } from './text-lanes.ts'

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
  /** By key of a person, epoch ms: its first event, change of traits or session; infinite: nothing is known of it. */
  firstSeen(): Float64Array
  /** The last of these until a time; null: of too many, what lies after it hides what was before. */
  lastSeen(until: number): Float64Array | null
  text(field: SessionField): Texts
  number(field: SessionField): Float64Array
  /** By key of a session: when it ended, epoch ms. */
  ended(): Float64Array
  events(name: number, from: number, to: number): Lane[]
  /** Every event of the name in a session of these slices, and some others. */
  eventsIn(name: number, sessionSlices: ReadonlySet<number>): Lane[]
  /** Of sessions by their keys; see session-fields.ts. */
  numbersOf(fields: readonly SessionField[], keys: ArrayLike<number>): Float64Array[]
  textsOf(fields: readonly SessionField[], keys: ArrayLike<number>): Coded[]
  totalsOf(fields: readonly SessionField[], keys: Int32Array, starts: Int32Array): Totals[]
  /** Views of pages, slice by slice of sessions. */
  pages(): PageLane[]
  /** What the rules in force found, slice by slice of sessions. */
  findings(): FindingLane[]
  /** What failed, slice by slice of sessions. */
  failures(): FailureLane[]
  /** By key of a session: 1 where one of these phrases could be read; at least in these slices. */
  saying(phrases: readonly number[], slices?: ReadonlySet<number>): Uint8Array
  slices(): Slice[]
  /** Of a project. */
  accounts(project: number): AccountBook
  /** What the SQL asks of lanes (laid.ts) and of accounts is ready until the running transaction ends; answers the SQL. */
  laid(asking: Sql): Sql
  /** By number of a slice. */
  versions(table: Sliced): Map<number, number>
}

/** Whom a condition is asked of, and when. */
export interface Asked {
  moment: Moment
  project: number
  /** Epoch ms. */
  time: number
  zone: string
  /** Beyond these anything may stand; none: it is asked of all. */
  among?: Among
  /** What was told of all for another part of the same answer. */
  told?: Told
}

/** By whom it is asked of. */
export type Told = Record<'persons' | 'sessions', Map<ResolvedCondition, Uint8Array>>

/** The same, of all. */
export function ofAll({ moment, project, time, zone }: Asked): Asked {
  return { moment, project, time, zone }
}

export function moments(facts: Database, lanes: Database, room: Room): () => Moment {
  const versions = sliceVersions(facts)
  const events: EventLanes = eventLanes(facts, lanes)
  const fields = sessionFieldLanes(facts, lanes, room)
  const laid = laidEvents(facts, events)
  const accounts = accountBooks(facts)
  const accountsReady = accountsForSql(facts, accounts)
  const identities = identityColumns(facts, lanes)
  const present = presentColumn(facts, lanes)
  const sessions = sessionColumns(facts, lanes)
  const ended = endedColumn(facts, lanes)
  const pages = pageLanes(facts, lanes)
  const findings = findingLanes(facts, lanes)
  const failures = failureLanes(facts, lanes)
  const texts = textLanes(facts, lanes)
  const seen = seenByIdentity(facts, lanes, events)
  const lastUntil = facts
    .prepare<{ person: number; until: number }, number | null>(
      `SELECT max(at) FROM (
         SELECT e.at FROM event e JOIN event_name n ON n.key = e.name
           WHERE e.person = @person AND (n.asked = 1 OR e.changes = 1)
         UNION ALL SELECT started FROM session WHERE person = @person AND listed = 1) WHERE at <= @until`,
    )
    .pluck()
  const ofText = new Map<SessionField, Column<Texts>>()
  const ofNumber = new Map<SessionField, Column<Float64Array>>()
  let owners = { edition: -1, array: new Int32Array(0) }
  let visits = { edition: -1, array: new Uint32Array(0) }

  /** Of each person, folded from what its identities did, its changes of traits and its sessions. */
  const seenByPerson = (moment: Moment, which: 'first' | 'last'): Float64Array => {
    const owners = moment.owners()
    const isFirst = which === 'first'
    const found = new Float64Array(moment.present().length).fill(
      isFirst ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
    )
    const ofIdentity = seen.read(moment.versions('event'), owners.length)[which]
    for (let i = 1; i < owners.length; i++) {
      const [who, at] = [owners[i]!, ofIdentity[i]!]
      if (isFirst ? at < found[who]! : at > found[who]!) found[who] = at
    }
    const { project, person, started } = moment.sessions()
    for (let i = 0; i < project.length; i++) {
      const [who, at] = [person[i]!, started[i]!]
      if (project[i] !== 0 && (isFirst ? at < found[who]! : at > found[who]!)) found[who] = at
    }
    return found
  }

  return () => {
    const known = new Map<string, Map<number, number>>()
    const versionsOf = (table: Sliced) => {
      const found = known.get(table) ?? versions(table)
      known.set(table, found)
      return found
    }
    const moment: Moment = {
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
      firstSeen: () => seenByPerson(moment, 'first'),
      lastSeen: until => {
        const last = seenByPerson(moment, 'last')
        const later = membersAfter(last, until)
        if (later.length > MOST_LATER) return null
        for (const person of later) {
          last[person] = lastUntil.get({ person, until }) ?? Number.NEGATIVE_INFINITY
        }
        return last
      },
      text: field =>
        columnFor(ofText, field, () => textField(facts, field, fields.kept)).read(versionsOf('session')),
      number: field =>
        columnFor(ofNumber, field, () => numberField(facts, field, fields.kept)).read(versionsOf('session')),
      ended: () => ended.read(versionsOf('session')),
      pages: () => pages(versionsOf('page'), moment.sessions().length - 1),
      events: (name, from, to) => events.of(name, from, to, versionsOf('event')),
      eventsIn: (name, slices) => events.ofSessions(name, slices, versionsOf('event')),
      numbersOf: (asked, keys) => fields.numbers(asked, keys, versionsOf('session')),
      textsOf: (asked, keys) => fields.texts(asked, keys, versionsOf('session')),
      totalsOf: (asked, keys, starts) => fields.totals(asked, keys, starts, versionsOf('session')),
      findings: () => findings(versionsOf('session'), moment.sessions().length - 1),
      failures: () => failures(versionsOf('session')),
      saying: (phrases, slices) => {
        const all = versionsOf('session')
        const among = slices ? new Map([...all].filter(([slice]) => slices.has(slice))) : all
        return texts(phrases, among, moment.sessions().length)
      },
      slices: () => events.slices(versionsOf('event')),
      accounts: project => accounts(moment, project),
      laid: asking => {
        accountsReady(asking, moment)
        return laid.ready(asking, () => versionsOf('event'))
      },
    }
    return moment
  }
}

/** Persons that are asked for one by one. */
const MOST_LATER = 5_000

function membersAfter(last: Float64Array, until: number): number[] {
  const found: number[] = []
  for (let person = 1; person < last.length; person++) if (last[person]! > until) found.push(person)
  return found
}

export function isText(field: SessionField): boolean {
  return SESSION_FIELDS[field].type === 'text'
}

function columnFor<A>(
  known: Map<SessionField, Column<A>>,
  field: SessionField,
  make: () => Column<A>,
): Column<A> {
  const found = known.get(field) ?? make()
  known.set(field, found)
  return found
}
