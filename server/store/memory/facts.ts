import { FACTS_VERSION } from '../../../contract/facts.ts'
import { eventName } from '../../segment/event-name.ts'
import { matchPerson, matchSession } from '../../segment/match.ts'
import type { Question } from '../../segment/question.ts'
import { type Place, readCursor, writeCursor } from '../cursor.ts'
import type { FactStore, PageRequest, PersonRow, SessionKey, SessionRow, TabRow, ToDerive } from '../port.ts'
import { sortValue } from '../session-order.ts'
import { firstWanted, joined } from '../to-derive.ts'
import { keepingWorkedOut } from '../worked-out.ts'
import { accountsOf } from './accounts.ts'
import { memoryBehaviour } from './behaviour.ts'
import { memoryFrustration } from './frustration.ts'
import { memoryHeatmap } from './heatmap.ts'
import { memoryLive } from './live.ts'
import { putBatch, putDerived, putEvent } from './put.ts'
import { memoryRemoval } from './removal.ts'
import { memoryRewrite } from './rewrite.ts'
import { isListed, type MemorySession, type State, sessionOf } from './state.ts'
import { suggest } from './suggest.ts'
import { memoryTallies } from './tallies.ts'
import { workedOutInMemory } from './worked-out.ts'
import { type World, worldOf } from './world.ts'

export function memoryFacts(state: State): FactStore {
  let known: { revision: number; worlds: Map<string, World> } = { revision: -1, worlds: new Map() }
  const world = (project: string): World => {
    if (known.revision !== state.revision) known = { revision: state.revision, worlds: new Map() }
    const made = known.worlds.get(project) ?? worldOf(state, project)
    known.worlds.set(project, made)
    return made
  }
  const holds = (one: World, row: SessionRow, question: Question | undefined) => {
    if (!question) return true
    const history = one.histories.get(row.person)!
    return matchSession(question, history, history.sessions.find(({ id }) => id === row.session)!)
  }
  const members = (project: string, question: Question | undefined) => {
    const { histories, persons } = world(project)
    const all = [...histories.values()].filter(history => !question || matchPerson(question, history))
    return all.map(({ id }) => persons.get(id)!).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  const rewrite = memoryRewrite(state)
  return {
    putBatch: async batch => putBatch(state, batch),
    putEvents: async (project, events) => events.map(event => putEvent(state, project, event)),
    backlog: async limit =>
      waiting(state)
        .slice(0, limit)
        .map(({ project, session, since }) => ({ project, session, since })),
    lag: async () => {
      const all = waiting(state)
      return { waiting: all.length, since: all[0]?.since ?? null }
    },
    tabBatches: async (tab, fromSeq) =>
      (sessionOf(state, tab)?.batches ?? [])
        .filter(({ head, state }) => head.tab === tab.tab && head.seq >= fromSeq && state !== 'aside')
        .sort((a, b) => a.head.seq - b.head.seq)
        .map(({ head: { seq, from, to, events }, bytes }) => ({ seq, from, to, events, bytes })),
    tabs: async key => tabsOf(sessionOf(state, key)),
    toDerive: async (key, from) => toDerive(sessionOf(state, key), from),
    putDerived: async derived => putDerived(state, structuredClone(derived)),
    deriveAgain: async project => {
      const chosen = [...state.sessions.values()].filter(
        one => project === undefined || one.project === project,
      )
      for (const session of chosen) session.again = Date.now()
      return chosen.length
    },

    sessions: async query => {
      const one = world(query.project)
      const rows = one.listed.filter(
        row =>
          (query.person === undefined || row.person === query.person) &&
          (query.from === undefined || row.startedAt >= query.from) &&
          (query.to === undefined || row.startedAt < query.to) &&
          (query.only === undefined || query.only.includes(row.session)) &&
          !query.except?.includes(row.session) &&
          holds(one, row, query.question),
      )
      const placeOf = (row: SessionRow) => ({ at: sortValue(row, query.sort), id: row.session })
      const order = query.order === 'asc' ? (a: Place, b: Place) => newestFirst(b, a) : newestFirst
      return page(
        rows.sort((a, b) => order(placeOf(a), placeOf(b))),
        query,
        placeOf,
        order,
      )
    },
    eventNames: async (project, sessions) =>
      sessions.flatMap(session => {
        const mine = world(project).events.filter(event => event.sessionId === session)
        const names = new Set(mine.flatMap(event => eventName(event) ?? []))
        return names.size > 0 ? [{ session, names: [...names].sort() }] : []
      }),
    session: async key => world(key.project).sessions.get(key.session) ?? null,
    batch: async (tab, seq) =>
      sessionOf(state, tab)?.batches.find(
        ({ head, state }) => head.tab === tab.tab && head.seq === seq && state === 'checked',
      )?.bytes ?? null,
    facts: async key => {
      const session = sessionOf(state, key)
      return tabsOf(session).flatMap(({ tab }) => session?.facts.filter(one => one.tab === tab) ?? [])
    },
    events: async query => {
      const rows = world(query.project).events.filter(
        event =>
          (query.user === undefined || event.userId === query.user) &&
          (query.anonymous === undefined || event.anonymousId === query.anonymous) &&
          (query.person === undefined || event.person === query.person) &&
          (query.session === undefined || event.sessionId === query.session) &&
          (query.message === undefined || event.messageId === query.message) &&
          (query.event === undefined || eventName(event) === query.event) &&
          (query.since === undefined || event.at >= query.since),
      )
      return page(rows.reverse(), query, row => ({ at: row.at, id: row.messageId }), newestFirst)
    },
    feed: async (project, after, limit) => {
      const place = after === null ? 0 : readCursor(after).at
      const rows = new Map(world(project).events.map(row => [row.messageId, row]))
      const found = [...state.events.values()]
        .filter(one => one.project === project && one.nth > place)
        .slice(0, limit)
      const last = found.at(-1)
      return {
        items: found.map(({ event }) => structuredClone(rows.get(event.messageId)!)),
        next: last ? writeCursor({ at: last.nth, id: '' }) : after,
      }
    },
    feedEnd: async () => writeCursor({ at: state.stored, id: '' }),
    ...memoryTallies(world, members),
    person: async (project, id) => world(project).persons.get(id) ?? null,
    persons: async (project, ids) => ids.flatMap(id => world(project).persons.get(id) ?? []),
    findPerson: async (project, by) => {
      const { persons, personOf } = world(project)
      const id = 'user' in by ? by.user : by.anonymous
      return persons.get(personOf({ kind: 'user' in by ? 'user' : 'anonymous', id })) ?? null
    },
    merges: async (project, person) => world(project).merges(person),
    history: async (project, person, withAccounts) => {
      const known = world(project).histories.get(person)
      return known ? (withAccounts ? known : { ...known, accounts: [] }) : null
    },
    count: async (project, question) => {
      const one = world(project)
      const sessions = one.listed.filter(row => holds(one, row, question)).length
      return { sessions, persons: members(project, question).length }
    },
    members: async (project, question, request) => {
      const all = members(project, question)
      if (request.order !== 'lastSeen') return page(all, request, row => ({ at: 0, id: row.id }), byId)
      const placeOf = (row: PersonRow) => ({ at: row.lastSeen, id: row.id })
      all.sort((a, b) => newestFirst(placeOf(a), placeOf(b)))
      return page(all, request, placeOf, newestFirst)
    },
    ...memoryFrustration(state, world, holds),
    ...memoryHeatmap(state, world, holds),
    ...memoryBehaviour(state, world),
    ...memoryLive(state, world, members),
    accounts: async (project, asked, request) => {
      const all = accountsOf(world(project).histories.values(), asked)
      return page(all, request, row => ({ at: 0, id: row.id }), byId)
    },
    suggest: async (project, ask) => suggest(world(project), ask, project, state),

    ...rewrite,
    ...keepingWorkedOut({ ...memoryRemoval(state, world), ...rewrite }, workedOutInMemory()),
  }
}

function waiting(state: State): (SessionKey & { since: number })[] {
  const all = [...state.sessions.values()].flatMap(session => {
    const since = waitingSince(session)
    return since === null ? [] : [{ project: session.project, session: session.session, since }]
  })
  return all.sort((a, b) => a.since - b.since)
}

function waitingSince(session: MemorySession): number | null {
  const times = session.batches.filter(batch => batch.state === 'new').map(batch => batch.receivedAt)
  if (session.again !== null) times.push(session.again)
  if (isListed(session) && session.facts.some(({ facts }) => facts.version < FACTS_VERSION))
    times.push(Date.now())
  return times.length > 0 ? Math.min(...times) : null
}

function toDerive(session: MemorySession | undefined, from: Record<string, number>): ToDerive | null {
  if (!session || session.batches.length === 0) return null
  const given = tabsOf(session).map(row => {
    const batches = session.batches
      .filter(
        ({ head, state }) => head.tab === row.tab && state !== 'aside' && head.seq >= firstWanted(row, from),
      )
      .sort((a, b) => a.head.seq - b.head.seq)
    return { row, batches }
  })
  return {
    clockOffset: session.offset,
    source: session.source,
    tabs: given.map(({ row, batches }) => ({
      ...row,
      wanted: batches.map(({ head: { seq }, bytes }) => ({ seq, size: bytes.byteLength })),
    })),
    bytes: joined(given.flatMap(({ batches }) => batches.map(({ bytes }) => bytes))),
  }
}

function tabsOf(session: MemorySession | undefined): TabRow[] {
  const batches = [...(session?.batches ?? [])].sort((a, b) => a.head.seq - b.head.seq)
  const rows = [...new Set(batches.map(({ head }) => head.tab))].map((tab): TabRow => {
    const mine = batches.filter(({ head }) => head.tab === tab)
    return {
      tab,
      from: Math.min(...mine.map(({ head }) => head.from)),
      to: Math.max(...mine.map(({ head }) => head.to)),
      lost: Math.max(...mine.map(({ head }) => head.lost)),
      batches: mine
        .filter(({ state }) => state === 'checked')
        .map(({ head: { seq, from, to, events }, bytes, snapshot }) => {
          return { seq, from, to, events, bytes: bytes.byteLength, snapshot }
        }),
      fresh: mine.filter(({ state }) => state === 'new').map(({ head }) => head.seq),
      aside: mine
        .filter(({ state }) => state === 'aside')
        .map(({ head: { seq }, reason }) => ({ seq, reason })),
    }
  })
  return rows.sort((a, b) => a.from - b.from || (a.tab < b.tab ? -1 : 1))
}

const newestFirst = (a: Place, b: Place) => b.at - a.at || (b.id < a.id ? -1 : b.id > a.id ? 1 : 0)
const byId = (a: Place, b: Place) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

function page<T>(
  sorted: T[],
  { limit, cursor }: PageRequest,
  placeOf: (item: T) => Place,
  order: (a: Place, b: Place) => number,
): { items: T[]; next: string | null } {
  const after = cursor === undefined ? null : readCursor(cursor)
  const rest = after ? sorted.filter(item => order(placeOf(item), after) > 0) : sorted
  const items = rest.slice(0, limit)
  return { items, next: rest.length > limit && limit > 0 ? writeCursor(placeOf(items[limit - 1]!)) : null }
}
