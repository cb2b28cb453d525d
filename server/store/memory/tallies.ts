import type { Source } from '../../../contract/event.ts'
import { eventName } from '../../segment/event-name.ts'
import type { Question } from '../../segment/question.ts'
import type { EventRow, FactStore, PersonRow } from '../port.ts'
import { DAY_MS, mostFrequent } from '../tally.ts'
import type { EventTally, TallyQuery } from '../tally-port.ts'
import { keyOf } from './state.ts'
import type { World } from './world.ts'

export function memoryTallies(
  world: (project: string) => World,
  members: (project: string, question: Question) => PersonRow[],
): Pick<FactStore, 'eventTallies' | 'eventsNamed'> {
  /** In order of time. */
  const asked = ({ project, question, from, to }: TallyQuery) => {
    const who = question && new Set(members(project, question).map(({ id }) => id))
    return world(project).events.filter(
      event =>
        (who === undefined || who.has(event.person)) &&
        (from === undefined || event.at >= from) &&
        (to === undefined || event.at < to),
    )
  }
  return {
    eventTallies: async query => {
      const groups = Map.groupBy(asked(query), event => {
        const { name, named } = called(event)
        return keyOf(name, named ? 1 : 0)
      })
      return mostFrequent([...groups.values()].map(tally), query.limit)
    },
    eventsNamed: async query => {
      const found = asked(query).filter(event => {
        const { name, named } = called(event)
        return name === query.name && named === query.named
      })
      return structuredClone(found.reverse().slice(0, query.limit))
    },
  }
}

function called(event: EventRow): { name: string; named: boolean } {
  const name = eventName(event)
  return { name: name ?? event.type, named: name !== null }
}

function tally(events: EventRow[]): EventTally {
  const sources = new Map<Source, number>()
  for (const { source } of events) sources.set(source, (sources.get(source) ?? 0) + 1)
  const days = Map.groupBy(events, ({ at }) => Math.floor(at / DAY_MS) * DAY_MS)
  return {
    ...called(events[0]!),
    count: events.length,
    persons: new Set(events.flatMap(({ person }) => (person === '' ? [] : [person]))).size,
    firstSeen: events[0]!.at,
    lastSeen: events.at(-1)!.at,
    days: [...days].map(([day, ofDay]) => ({ day, count: ofDay.length })),
    sources: [...sources]
      .map(([source, count]) => ({ source, count }))
      .sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1)),
  }
}
