import type { FrustrationKind } from '../../contract/frustration/frustration.ts'
import { dayOf } from '../segment/calendar.ts'
import type { BoardQuery, BoardRow, FrustrationBoard } from './frustration-port.ts'

const DAY_MS = 86_400_000
/** Releases told of one row. */
const MOST_RELEASES = 10

/** A session asked about. Persons and sessions may be known by any key. */
export interface BoardVisit<K> {
  session: K
  person: K
  /** In the segment. */
  inside: boolean
  release: string | undefined
}

export interface BoardFinding<K> {
  session: K
  /** What, as one text: findings with the same are one row. */
  what: string
  at: number
}

export interface Described {
  kind: FrustrationKind
  page: string
  element: string
  name: string
  firstSeen: number
  lastSeen: number
}

interface Group<K> {
  occurrences: number
  sessions: Set<K>
  persons: Set<K>
  others: Set<K>
  times: BoardTimes<K>
}

/** On which days it was met by how many, and in which releases. */
export class BoardTimes<K> {
  readonly #zone: string
  readonly #days = new Map<number, Set<K>>()
  readonly #releases = new Map<string, number>()

  constructor(zone = 'UTC') {
    this.#zone = zone
  }

  add(at: number, person: K, release: string | undefined): void {
    const day = dayOf(at, this.#zone) * DAY_MS
    const persons = this.#days.get(day) ?? new Set()
    this.#days.set(day, persons.add(person))
    if (release === undefined) return
    this.#releases.set(release, Math.min(at, this.#releases.get(release) ?? at))
  }

  told(): Pick<BoardRow, 'releases' | 'days'> {
    return {
      releases: [...this.#releases]
        .sort(([, a], [, b]) => a - b)
        .map(([release]) => release)
        .slice(-MOST_RELEASES),
      days: [...this.#days]
        .map(([day, persons]) => ({ day, persons: persons.size }))
        .sort((a, b) => a.day - b.day),
    }
  }
}

/**
 * What a board says. A person is of the segment when one of the sessions asked about is; all
 * others are what it is compared with, and sessions of members outside the segment count for neither.
 */
export function boardOf<K>(
  visits: readonly BoardVisit<K>[],
  findings: Iterable<BoardFinding<K>>,
  tell: (what: string) => Described,
  { limit, zone }: Pick<BoardQuery, 'limit' | 'zone'>,
): FrustrationBoard {
  const inside = visits.filter(visit => visit.inside)
  const members = new Set(inside.map(visit => visit.person))
  const bySession = new Map(visits.map(visit => [visit.session, visit]))
  const others = new Set(visits.flatMap(({ person }) => (members.has(person) ? [] : [person])))
  const groups = new Map<string, Group<K>>()
  for (const { session, what, at } of findings) {
    const visit = bySession.get(session)
    if (!visit) continue
    const group = groups.get(what) ?? emptyGroup<K>(zone)
    groups.set(what, group)
    if (visit.inside) add(group, visit, at)
    else if (!members.has(visit.person)) group.others.add(visit.person)
  }
  const met = [...groups].filter(([, group]) => group.occurrences > 0)
  met.sort(
    ([a, x], [b, y]) =>
      y.persons.size - x.persons.size || y.occurrences - x.occurrences || (a < b ? -1 : a > b ? 1 : 0),
  )
  return {
    sessions: inside.length,
    persons: members.size,
    others: others.size,
    total: met.length,
    rows: met.slice(0, limit).map(([what, group]) => ({ ...tell(what), ...counts(group) })),
  }
}

function emptyGroup<K>(zone: string | undefined): Group<K> {
  return {
    ...{ occurrences: 0, sessions: new Set(), persons: new Set(), others: new Set() },
    times: new BoardTimes(zone),
  }
}

function add<K>(group: Group<K>, { session, person, release }: BoardVisit<K>, at: number): void {
  group.occurrences += 1
  group.sessions.add(session)
  group.persons.add(person)
  group.times.add(at, person, release)
}

function counts<K>(group: Group<K>): Omit<BoardRow, keyof Described> {
  return {
    occurrences: group.occurrences,
    sessions: group.sessions.size,
    persons: group.persons.size,
    others: group.others.size,
    ...group.times.told(),
  }
}
