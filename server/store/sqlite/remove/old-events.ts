/** Events before a time: through slices of the table, as no index is by time alone; those that lanes know to be newer are passed over. */
import type { Database } from 'better-sqlite3'
import { keysOf, sliceOf, sliceVersions } from '../lanes/slices.ts'

export interface OldEvent {
  key: number
  name: number
  person: number | null
  session: number | null
}

interface Asked {
  project: number
  time: number
  limit: number
}

export function oldEvents(facts: Database, lanes: Database): (asked: Asked) => OldEvent[] {
  // What says who somebody is goes last, with the person.
  const among = facts.prepare<Asked & { from: number; to: number }, OldEvent>(
    `SELECT key, name, person, session FROM event e WHERE key >= @from AND key < @to AND at < @time
       AND name IN (SELECT key FROM event_name WHERE project = @project)
       AND (changes <> 1
         OR (NOT EXISTS (SELECT 1 FROM event o WHERE o.person = e.person AND (o.at >= @time OR o.changes <> 1))
           AND NOT EXISTS (SELECT 1 FROM session s WHERE s.person = e.person AND s.batches > 0)))
     ORDER BY key LIMIT @limit`,
  )
  const newest = facts.prepare<[], number | null>('SELECT max(key) FROM event').pluck()
  const versions = sliceVersions(facts)
  const begun = lanes
    .prepare<[], [slice: number, version: number, first: number | null]>(
      'SELECT p.slice, p.version, (SELECT min(first) FROM lane WHERE slice = p.slice) FROM packed p',
    )
    .raw()
  /** Steps follow each other: the next begins where the last one ended, and then looks at what was before. */
  let place = { project: 0, time: 0, slice: 0 }

  return ({ project, time, limit }) => {
    const now = versions('event')
    const newer = new Set(
      begun.all().flatMap(([slice, version, first]) => {
        const packed = (now.get(slice) ?? 0) === version
        return packed && (first === null || first >= time) ? [slice] : []
      }),
    )
    const count = sliceOf('event', newest.get() ?? 0) + 1
    const start = place.project === project && place.time === time ? place.slice : 0
    const found: OldEvent[] = []
    for (let i = 0; i < count && found.length < limit; i++) {
      const slice = (start + i) % count
      if (newer.has(slice)) continue
      const [from, to] = keysOf('event', slice)
      found.push(...among.all({ project, time, limit: limit - found.length, from, to }))
      place = { project, time, slice }
    }
    return found
  }
}
