import type { NewEvent } from '../../../contract/event.ts'
import { byTime } from '../../../contract/event.ts'
import { personScore } from '../../../contract/frustration/frustration.ts'
import { type Merge, mergesOf } from '../../identity/merge.ts'
import { namingLink, ownersOf } from '../../identity/owner.ts'
import { type Identity, identityOf, isUsable, personId } from '../../identity/person-id.ts'
import { eventName } from '../../segment/event-name.ts'
import type { PersonHistory, SessionHistory } from '../../segment/history.ts'
import { findingsOf, recordedOf } from '../../segment/recorded.ts'
import { traitChangeOf, traitsAsOf } from '../../segment/traits.ts'
import { headMessage } from '../head.ts'
import type { EventRow, PersonRow, SessionRow } from '../port.ts'
import { addAccounts } from './accounts.ts'
import { isListed, type MemorySession, type State } from './state.ts'

/** All answers about one project, worked out from what is stored. */
export interface World {
  /** Every session with a batch, listed or not. */
  sessions: Map<string, SessionRow>
  listed: SessionRow[]
  events: EventRow[]
  persons: Map<string, PersonRow>
  histories: Map<string, PersonHistory>
  personOf: (identity: Identity) => string
  merges: (person: string) => Merge[]
}

export function worldOf(state: State, project: string): World {
  const links = state.links.filter(one => one.project === project).map(one => one.link)
  const users = new Set(state.users.filter(one => one.project === project).map(one => one.id))
  const isUser = (id: string) => users.has(id)
  const owners = ownersOf(links, isUser)
  const personOf = (identity: Identity) => {
    const owner = identity.kind === 'anonymous' ? owners.get(identity.id) : undefined
    return personId(project, owner === undefined ? identity : { kind: 'user', id: owner })
  }
  const stored = [...state.events.values()].filter(one => one.project === project).map(one => one.event)
  const events = stored.sort(byTime).map((event): EventRow => {
    const identity = identityOf(event)
    return { ...event, person: identity ? personOf(identity) : '' }
  })
  const recorded = [...state.sessions.values()].filter(one => one.project === project)
  const sessions = new Map<string, SessionRow>()
  for (const session of recorded) sessions.set(session.session, sessionRow(session, stored, personOf))
  const listed = recorded.filter(isListed).map(({ session }) => sessions.get(session)!)
  listed.sort((a, b) => a.startedAt - b.startedAt || (a.session < b.session ? -1 : 1))

  const histories = new Map<string, PersonHistory>()
  const historyOf = (id: string) => {
    const known = histories.get(id)
    if (known) return known
    const history: PersonHistory = {
      id,
      userIds: [],
      anonymousIds: [],
      traits: [],
      events: [],
      sessions: [],
      accounts: [],
    }
    histories.set(id, history)
    return history
  }
  for (const event of events) {
    if (event.person !== '') addEvent(historyOf(event.person), event)
  }
  for (const row of listed) {
    const session = recorded.find(one => one.session === row.session)!
    historyOf(row.person).sessions.push(sessionHistory(row, session))
  }
  addAccounts(events, histories)
  const persons = new Map<string, PersonRow>()
  for (const history of histories.values()) {
    const row = personRow(project, history, events, sessions, owners)
    history.userIds = row.userIds
    history.anonymousIds = row.anonymousIds
    persons.set(history.id, row)
  }
  const merges = (person: string) => {
    const ofPerson = links.filter(link =>
      [
        personId(project, { kind: 'user', id: link.userId }),
        personOf({ kind: 'anonymous', id: link.anonymousId }),
        ...(isUser(link.anonymousId) ? [personId(project, { kind: 'user', id: link.anonymousId })] : []),
      ].includes(person),
    )
    return mergesOf(ofPerson, {
      isUser,
      ownerOf: id => owners.get(id),
      namedBy: id =>
        namingLink(
          links.filter(link => link.anonymousId === id),
          isUser,
        ),
    })
  }
  return { sessions, listed, events, persons, histories, personOf, merges }
}

function sessionRow(
  session: MemorySession,
  events: NewEvent[],
  personOf: (identity: Identity) => string,
): SessionRow {
  const { project, session: id, anonymousId, offset, source, fields, span, batches } = session
  const claims = [
    ...batches.map(({ head }) => ({
      at: head.from + offset,
      messageId: headMessage(head),
      userId: head.userId,
    })),
    ...events.filter(event => event.sessionId === id),
  ]
  const userId = claims.filter(claim => isUsable(claim.userId)).sort(byTime)[0]?.userId ?? null
  const identity = identityOf({ userId: userId ?? undefined, anonymousId }) ?? { kind: 'session', id }
  return {
    project,
    session: id,
    person: personOf(identity),
    anonymousId,
    userId,
    startedAt: span?.from ?? session.begun,
    endedAt: span?.to ?? Math.max(...batches.map(({ head }) => head.to)) + offset,
    clockOffset: offset,
    source,
    fields,
    tabs: new Set(batches.filter(batch => batch.state === 'checked').map(batch => batch.head.tab)).size,
  }
}

function addEvent(history: PersonHistory, event: EventRow): void {
  const { at, messageId, properties, sessionId } = event
  const change = traitChangeOf(event)
  if (change) history.traits.push(change)
  const name = eventName(event)
  if (name !== null)
    history.events.push({ at, messageId, name, properties, ...(sessionId ? { sessionId } : {}) })
}

function sessionHistory(row: SessionRow, { facts, verdict }: MemorySession): SessionHistory {
  const { session, startedAt, endedAt, source, fields } = row
  return {
    id: session,
    startedAt,
    endedAt,
    source,
    fields,
    findings: findingsOf(verdict?.found ?? []),
    ...recordedOf(facts.map(tab => tab.facts)),
  }
}

function personRow(
  project: string,
  history: PersonHistory,
  events: EventRow[],
  sessions: Map<string, SessionRow>,
  owners: Map<string, string>,
): PersonRow {
  const mine = events.filter(event => event.person === history.id)
  const own = history.sessions.map(({ id }) => sessions.get(id)!)
  const users = new Set(
    [...mine, ...own].flatMap(({ userId }) => (isUsable(userId ?? undefined) ? [userId!] : [])),
  )
  for (const user of owners.values()) {
    if (personId(project, { kind: 'user', id: user }) === history.id) users.add(user)
  }
  const anonymous = new Set<string>()
  for (const [id, user] of owners) if (users.has(user)) anonymous.add(id)
  if (users.size === 0) {
    for (const { anonymousId } of [...mine, ...own]) if (isUsable(anonymousId)) anonymous.add(anonymousId)
  }
  const newest = [...own].sort((a, b) => b.startedAt - a.startedAt || (b.session < a.session ? -1 : 1))
  const scores = newest.flatMap(({ fields }) => fields.frustrationScore ?? [])
  return {
    id: history.id,
    userIds: [...users],
    anonymousIds: [...anonymous].sort(),
    traits: traitsAsOf(history, Number.POSITIVE_INFINITY),
    firstSeen: Math.min(...mine.map(event => event.at), ...own.map(session => session.startedAt)),
    lastSeen: Math.max(...mine.map(event => event.at), ...own.map(session => session.endedAt)),
    sessions: own.length,
    ...(scores.length > 0 ? { frustrationScore: personScore(scores) } : {}),
  }
}
