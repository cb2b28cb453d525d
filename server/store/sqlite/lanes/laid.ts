/** Lanes as a table, for SQL that goes by the name of events: the tables have no index over names. */
import type { Database } from 'better-sqlite3'
import { lookAtTheClock } from '../functions/patience.ts'
import { type Sql, sql } from '../sql.ts'
import type { EventLanes } from './event-lanes.ts'
import { keyOf, type Lane } from './lane.ts'

const TABLE = 'laid'
/** Rows from one look at the clock to the next. */
const LOOKS = 1_024

/** Keys of the events of a name, given as SQL of its key. Whoever runs it makes it ready first. */
export function keysNamed(name: Sql): Sql {
  return sql`(SELECT key FROM laid(${name}))`
}

/** The same of several, given as a SELECT of their keys. */
export function keysOfNames(names: Sql): Sql {
  return sql`(SELECT l.key FROM ${names} x CROSS JOIN laid(x.key) l)`
}

export interface Laid {
  /** What is asked of lanes by this SQL can be answered until the running transaction ends; answers the SQL. */
  ready(asking: Sql, versions: () => Map<number, number>): Sql
}

export function laidEvents(facts: Database, events: EventLanes): Laid {
  // While SQL runs its connection answers nobody else: what is in no lane is read before.
  let lanesOf: ((name: number) => Lane[]) | null = null
  facts.table(TABLE, {
    columns: ['key'],
    parameters: ['name'],
    directOnly: true,
    *rows(name: unknown) {
      if (typeof name !== 'number') return
      if (lanesOf === null) throw new Error('Lanes were asked for by SQL before they were made ready.')
      for (const lane of lanesOf(name)) {
        for (let i = 0; i < lane.count; i++) {
          if (i % LOOKS === 0) lookAtTheClock()
          yield [keyOf(lane, i)]
        }
      }
    },
  })
  return {
    ready: (asking, versions) => {
      if (asking.text.includes(`${TABLE}(`)) {
        lanesOf = events.ahead(versions())
        // Nothing of this is good for the next transaction, which never begins within the same task.
        queueMicrotask(() => {
          lanesOf = null
        })
      }
      return asking
    },
  }
}
