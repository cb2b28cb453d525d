/** When a person did what: the moments that acts are, in one order. */
import type { PersonHistory, SessionHistory } from './history.ts'
import type { ResolvedAct, ResolvedCondition } from './question.ts'
import { testProperty, testValue } from './value.ts'
import type { Asked, Timed } from './window.ts'

/** In a tie of times a session begins before its pages are seen, and these before events. */
export const RANK = { session: 0, page: 1, event: 2 } as const

export interface Moment extends Timed {
  rank: number
  /** Of an event its messageId; of other moments what tells them apart. */
  id: string
  /** For explanations. */
  label: string
}

export type Holds = (node: ResolvedCondition, asked: Asked) => boolean

/** All moments of an act, whenever they were; in order. */
export function momentsOf(act: ResolvedAct, asked: Asked, holds: Holds): Moment[] {
  return unordered(act, asked, holds).sort(inOrder)
}

export function inOrder(a: Moment, b: Moment): number {
  return a.at - b.at || a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

function unordered(act: ResolvedAct, asked: Asked, holds: Holds): Moment[] {
  const { person, asOf } = asked
  switch (act.act) {
    case 'event':
      return eventMoments(
        person,
        event =>
          event.name === act.event && act.where.every(test => testProperty(test, event.properties, asOf)),
      )
    case 'any':
      return eventMoments(person, () => true)
    case 'page':
      return person.sessions.flatMap(session => pageMoments(act, session, asOf))
    case 'session': {
      const { where } = act
      return person.sessions
        .filter(session => where === null || holds(where, { ...asked, session }))
        .map(({ id, startedAt }) => ({
          at: startedAt,
          rank: RANK.session,
          id,
          sessionId: id,
          label: 'Session',
        }))
    }
  }
}

function eventMoments(
  person: PersonHistory,
  counts: (event: PersonHistory['events'][number]) => boolean,
): Moment[] {
  return person.events.filter(counts).map(({ at, messageId, sessionId, name }) => ({
    at,
    rank: RANK.event,
    id: messageId,
    messageId,
    sessionId,
    label: name,
  }))
}

function pageMoments(
  act: Extract<ResolvedAct, { act: 'page' }>,
  { id, startedAt, endedAt, fields, pages }: SessionHistory,
  asOf: number,
): Moment[] {
  const moment = (at: number, path: string): Moment[] => [
    { at, rank: RANK.page, id: `${id} ${path}`, sessionId: id, label: path },
  ]
  const passes = (path: string | undefined) => path !== undefined && testValue(act.path, path, asOf)
  const { entryPath, exitPath } = fields
  switch (act.how) {
    case 'entered':
      return passes(entryPath) ? moment(startedAt, entryPath!) : []
    case 'left':
      return passes(exitPath) ? moment(endedAt, exitPath!) : []
    case 'viewed':
      return pages.flatMap(({ at, until, path }) =>
        passes(path) && until - at >= act.seconds * 1_000 ? moment(at, path) : [],
      )
  }
}
