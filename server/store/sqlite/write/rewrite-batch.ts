import type { Database } from 'better-sqlite3'
import type { TabKey } from '../../port.ts'
import type { Dictionary } from '../dictionary.ts'
import type { Visits } from '../people/visits.ts'

interface Parts {
  db: Database
  names: Dictionary
  visits: Visits
}

export function batchRewriter({ db, names, visits }: Parts) {
  const replace = db.prepare<[Uint8Array, number, number, string, number]>(
    `UPDATE batch SET bytes = ?, size = ?, state = 0
     WHERE tab = (SELECT key FROM tab WHERE session = ? AND id = ?) AND seq = ? AND state <> 2`,
  )
  const wait = db.prepare<{ session: number; now: number }>(
    'UPDATE session SET again = @now, since = min(coalesce(since, @now), @now) WHERE key = @session',
  )
  return ({ project, session, tab }: TabKey, seq: number, bytes: Uint8Array): boolean => {
    const key = visits.find(names.project(project), session)
    if (key === undefined) return false
    if (replace.run(bytes, bytes.byteLength, key, tab, seq).changes === 0) return false
    wait.run({ session: key, now: Date.now() })
    return true
  }
}
