import type { Database } from 'better-sqlite3'
import type { Echo } from '../../rewrite-port.ts'

/** In order of reading; `text`: as JSON. */
const PLACES = [
  {
    table: 'element',
    select: `SELECT key, json_quote(name) AS json FROM element
      WHERE project = (SELECT key FROM project WHERE id = @project) AND key > @after ORDER BY key LIMIT @limit`,
    update: `UPDATE element SET name = @json ->> '$' WHERE key = @key`,
  },
  {
    table: 'element_name',
    select: `SELECT n.key, json_quote(n.name) AS json FROM element_name n JOIN element e ON e.key = n.element
      WHERE e.project = (SELECT key FROM project WHERE id = @project) AND n.key > @after ORDER BY n.key LIMIT @limit`,
    update: `UPDATE element_name SET name = @json ->> '$' WHERE key = @key`,
  },
  {
    table: 'spot',
    select: `SELECT key, json_quote(name) AS json FROM spot
      WHERE project = (SELECT key FROM project WHERE id = @project) AND key > @after ORDER BY key LIMIT @limit`,
    update: `UPDATE spot SET name = @json ->> '$' WHERE key = @key`,
  },
  {
    table: 'membership_change',
    select: `SELECT c.key, c.why AS json FROM membership_change c JOIN live_line l ON l.key = c.line
      WHERE l.project = @project AND c.key > @after ORDER BY c.key LIMIT @limit`,
    update: 'UPDATE membership_change SET why = @json WHERE key = @key',
  },
] as const

/** An echo's id is its table and key. */
export function echoReads(db: Database) {
  const places = PLACES.map(({ table, select }) => ({
    table,
    rows: db.prepare<{ project: string; after: number; limit: number }, { key: number; json: string }>(
      select,
    ),
  }))
  return {
    echoes: (project: string, after: string | null, limit: number): Echo[] => {
      const [table, key] = after?.split(' ') ?? []
      const from = Math.max(
        0,
        places.findIndex(place => place.table === table),
      )
      const found: Echo[] = []
      for (const [i, place] of places.slice(from).entries()) {
        const behind = i === 0 && key !== undefined ? Number(key) : 0
        const rows = place.rows.all({ project, after: behind, limit: limit - found.length })
        found.push(...rows.map(row => ({ id: `${place.table} ${row.key}`, json: row.json })))
        if (found.length === limit) break
      }
      return found
    },
  }
}

export function echoWrites(db: Database) {
  const updates = new Map<string, { run(values: { key: number; json: string }): unknown }>(
    PLACES.map(({ table, update }) => [table, db.prepare<{ key: number; json: string }>(update)]),
  )
  return {
    replaceEchoes: (_project: string, echoes: Echo[]): void => {
      for (const { id, json } of echoes) {
        const [table = '', key] = id.split(' ')
        updates.get(table)?.run({ key: Number(key), json })
      }
    },
  }
}
