import type { Database } from 'better-sqlite3'
import { FAILURE_KINDS, type Failure, type FailureKind } from '../../../../contract/facts.ts'

export interface FailurePutter {
  /** Makes these what failed in a tab. */
  replace(project: number, session: number, tab: number, failures: readonly Failure[]): void
}

/** Place in FAILURE_KINDS; new kinds are appended there, so numbers stay. */
export function failureKindKey(kind: FailureKind): number {
  return FAILURE_KINDS.indexOf(kind)
}

/** The same fails in session after session: each is kept once, and which tabs had it how often. */
export function failurePutter(db: Database): FailurePutter {
  type Kept = [number, number, string, string | null, number | null]
  const find = db
    .prepare<Kept, number>(
      'SELECT key FROM failure WHERE project = ? AND kind = ? AND message = ? AND source IS ? AND status IS ?',
    )
    .pluck()
  const add = db
    .prepare<Kept, number>(
      'INSERT INTO failure (project, kind, message, source, status) VALUES (?, ?, ?, ?, ?) RETURNING key',
    )
    .pluck()
  const had = db.prepare<[number], { failure: number; times: number }>(
    'SELECT failure, times FROM failed WHERE tab = ?',
  )
  const drop = db.prepare<[number, number]>('DELETE FROM failed WHERE tab = ? AND failure = ?')
  const put = db.prepare<[number, number, number, number]>(
    `INSERT INTO failed (tab, failure, session, times) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET times = excluded.times`,
  )
  return {
    replace: (project, session, tab, failures) => {
      const before = new Map(had.all(tab).map(({ failure, times }) => [failure, times]))
      const now = new Map<number, number>()
      for (const { kind, message, source = null, status = null } of failures) {
        const kept: Kept = [project, failureKindKey(kind), message, source, status]
        const key = find.get(...kept) ?? add.get(...kept)!
        now.set(key, (now.get(key) ?? 0) + 1)
      }
      for (const [key, times] of now) if (before.get(key) !== times) put.run(tab, key, session, times)
      for (const key of before.keys()) if (!now.has(key)) drop.run(tab, key)
    },
  }
}
