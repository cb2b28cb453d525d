/** Rows of the store as the API answers them. */
import type { AnalyticsEvent, Person, PersonSummary, Session } from '../../contract/api.ts'
import type { JsonObject } from '../../contract/event.ts'
import type { EventRow, PersonRow, SessionRow, Store } from '../store/port.ts'

export function sessionUrl(id: string): string {
  return `/sessions/${encodeURIComponent(id)}`
}

export function summaryOf(person: PersonRow): PersonSummary {
  const { id, userIds, anonymousIds } = person
  return { id, label: labelOf(person), userIds, anonymousIds }
}

export function personOf(person: PersonRow): Person {
  const { traits, firstSeen, lastSeen, sessions, frustrationScore: score } = person
  const scored = score === undefined ? {} : { frustrationScore: score }
  return { ...summaryOf(person), traits, firstSeen, lastSeen, sessions, ...scored }
}

export function sessionOf(row: SessionRow, person: PersonRow | undefined): Session {
  return {
    id: row.session,
    url: sessionUrl(row.session),
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    source: row.source,
    person: person ? summaryOf(person) : { id: row.person, label: 'Unknown', userIds: [], anonymousIds: [] },
    fields: row.fields,
    tabs: row.tabs,
  }
}

export async function sessionsOf(
  store: Pick<Store, 'persons'>,
  project: string,
  rows: SessionRow[],
): Promise<Session[]> {
  const persons = await store.persons(project, [...new Set(rows.map(row => row.person))])
  const byId = new Map(persons.map(person => [person.id, person]))
  return rows.map(row => sessionOf(row, byId.get(row.person)))
}

export function eventOf(row: EventRow): AnalyticsEvent {
  return {
    messageId: row.messageId,
    type: row.type,
    ...(row.event === undefined ? {} : { event: row.event }),
    ...(row.name === undefined ? {} : { name: row.name }),
    userId: row.userId ?? null,
    anonymousId: row.anonymousId ?? null,
    groupId: row.groupId ?? null,
    previousId: row.previousId ?? null,
    properties: row.properties,
    traits: row.traits,
    context: row.context,
    timestamp: new Date(row.at).toISOString(),
    originalTimestamp: row.originalTimestamp ?? null,
    sentAt: row.sentAt ?? null,
    receivedAt: new Date(row.receivedAt).toISOString(),
    personId: row.person,
    sessionId: row.sessionId ?? null,
  }
}

function labelOf(person: PersonRow): string {
  const text = (name: string, traits: JsonObject = person.traits) => {
    const value = traits[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const full = [text('firstName'), text('lastName')].filter(Boolean).join(' ')
  return (
    text('name') ||
    full ||
    text('email') ||
    person.userIds[0] ||
    // The person's id is a hash: its beginning tells visitors apart, whatever their anonymous ids look like.
    `Visitor ${person.id.slice(2, 8)}`
  )
}
