import type { Database } from 'better-sqlite3'
import type { UnreadSession } from '../../removal-port.ts'
import type { Handlers } from '../protocol.ts'

type Row = Omit<UnreadSession, 'reasons'> & { reasons: string }

export function unreadReads(db: Database): Handlers<'unread'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const rows = db.prepare<[number, string, number], Row>(
    `SELECT s.id AS session, p.id AS person, max(b.received) AS receivedAt, count(*) AS batches, sum(b.size) AS bytes,
       count(*) FILTER (WHERE b.state = 0) AS waiting,
       json_group_array(DISTINCT b.reason) FILTER (WHERE b.state = 2) AS reasons
     FROM session s JOIN person p ON p.key = s.person JOIN tab t ON t.session = s.key JOIN batch b ON b.tab = t.key
     WHERE s.project = ? AND s.listed = 0 AND s.batches > 0 AND s.id > ?
     GROUP BY s.id ORDER BY s.id LIMIT ?`,
  )
  return {
    unread: (id, after, limit) => {
      const project = projectKey.get(id)
      if (project === undefined) return []
      return rows.all(project, after ?? '', limit).map(row => {
        const reasons: string[] = JSON.parse(row.reasons)
        return { ...row, reasons: reasons.sort() }
      })
    },
  }
}
