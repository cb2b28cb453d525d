import type { Database } from 'better-sqlite3'
import type { SegmentGoal } from '../../../../contract/segment/goal.ts'
import type { SegmentDefinition } from '../../../../contract/segment/segment.ts'
import type { AuditRow } from '../../audit-port.ts'
import type { ControlStore, DocumentRow, OutcomeCount, ProjectRow, SegmentRow } from '../../control-port.ts'
import { readCursor, writeCursor } from '../../cursor.ts'
import type { ControlWriteName, Handlers } from '../protocol.ts'

export type ControlReadName = Exclude<keyof ControlStore, ControlWriteName>

export function controlReads(db: Database): Handlers<ControlReadName> {
  const projects = db.prepare<[], ProjectRow>(
    'SELECT id, name, write_key AS writeKey, created_at AS createdAt FROM project ORDER BY created_at, id',
  )
  const segments = db.prepare<
    [string],
    Omit<SegmentRow, 'definition' | 'goal'> & { definition: string; goal: string | null }
  >(
    `SELECT project, id, name, description, definition, goal, created_at AS createdAt, updated_at AS updatedAt
     FROM segment WHERE project = ? ORDER BY created_at, id`,
  )
  const setting = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck()
  const columns = 'project, kind, id, created_at AS createdAt, updated_at AS updatedAt, value'
  const documents = db.prepare<[string, string], DocumentRow & { value: string }>(
    `SELECT ${columns} FROM document WHERE project = ? AND kind = ? ORDER BY created_at, id`,
  )
  const document = db.prepare<[string, string, string], DocumentRow & { value: string }>(
    `SELECT ${columns} FROM document WHERE project = ? AND kind = ? AND id = ?`,
  )
  const outcomes = db.prepare<[string], OutcomeCount>(
    `SELECT nullif(project, '') AS project, kind, outcome, reason, count, last_at AS lastAt
     FROM outcome WHERE project = ? ORDER BY count DESC, reason`,
  )
  const audit = db.prepare<
    [
      {
        project: string
        actor: string | null
        action: string | null
        target: string | null
        before: number
        limit: number
      },
    ],
    AuditRow & { key: number }
  >(
    `SELECT key, project, at, actor, action, target FROM audit
     WHERE project IN (@project, '') AND key < @before AND (@actor IS NULL OR actor = @actor)
       AND (@action IS NULL OR action = @action) AND (@target IS NULL OR target = @target)
     ORDER BY key DESC LIMIT @limit`,
  )
  return {
    projects: () => projects.all(),
    segments: project =>
      segments.all(project).map(({ goal: goalText, ...row }) => {
        const definition: SegmentDefinition = JSON.parse(row.definition)
        if (goalText === null) return { ...row, definition }
        const goal: SegmentGoal = JSON.parse(goalText)
        return { ...row, definition, goal }
      }),
    setting: name => {
      const value = setting.get(name)
      return value === undefined ? null : JSON.parse(value)
    },
    documents: (project, kind) =>
      documents.all(project, kind).map(row => ({ ...row, value: JSON.parse(row.value) })),
    document: (project, kind, id) => {
      const row = document.get(project, kind, id)
      return row ? { ...row, value: JSON.parse(row.value) } : null
    },
    outcomes: project => outcomes.all(project ?? ''),
    audit: ({ project, actor = null, action = null, target = null, limit, cursor }) => {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor(cursor).at
      const rows = audit.all({ project, actor, action, target, before, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        items: page.map(({ key, ...row }) => row),
        next: last && rows.length > limit ? writeCursor({ at: last.key, id: '' }) : null,
      }
    },
  }
}
