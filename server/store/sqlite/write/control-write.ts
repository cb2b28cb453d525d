import type { Database } from 'better-sqlite3'
import type { ControlWriteName, Handlers } from '../protocol.ts'

export function controlWrites(db: Database): Handlers<ControlWriteName> {
  const putProject = db.prepare(
    `INSERT INTO project (id, name, write_key, created_at) VALUES (@id, @name, @writeKey, @createdAt)
     ON CONFLICT (id) DO UPDATE SET name = @name, write_key = @writeKey, created_at = @createdAt`,
  )
  const putSegment = db.prepare(
    `INSERT INTO segment (project, id, name, description, definition, goal, created_at, updated_at)
     VALUES (@project, @id, @name, @description, @definition, @goal, @createdAt, @updatedAt)
     ON CONFLICT DO UPDATE SET name = @name, description = @description, definition = @definition,
       goal = @goal, created_at = @createdAt, updated_at = @updatedAt`,
  )
  const deleteSegment = db.prepare<[string, string]>('DELETE FROM segment WHERE project = ? AND id = ?')
  const putSetting = db.prepare<[string, string]>(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  const putDocument = db.prepare(
    `INSERT INTO document (project, kind, id, created_at, updated_at, value)
     VALUES (@project, @kind, @id, @createdAt, @updatedAt, @value)
     ON CONFLICT DO UPDATE SET updated_at = @updatedAt, value = @value`,
  )
  const deleteDocument = db.prepare<[string, string, string]>(
    'DELETE FROM document WHERE project = ? AND kind = ? AND id = ?',
  )
  const addOutcome = db.prepare(
    `INSERT INTO outcome (project, kind, outcome, reason, count, last_at)
     VALUES (@project, @kind, @outcome, @reason, @count, @lastAt)
     ON CONFLICT DO UPDATE SET count = count + @count, last_at = max(last_at, @lastAt)`,
  )
  const addAudit = db.prepare(
    'INSERT INTO audit (project, at, actor, action, target) VALUES (@project, @at, @actor, @action, @target)',
  )
  return {
    putProject: project => {
      putProject.run(project)
    },
    putSegment: segment => {
      const { definition, goal, ...row } = segment
      const goalText = goal === undefined ? null : JSON.stringify(goal)
      putSegment.run({ ...row, definition: JSON.stringify(definition), goal: goalText })
    },
    deleteSegment: (project, id) => deleteSegment.run(project, id).changes > 0,
    putSetting: (name, value) => {
      putSetting.run(name, JSON.stringify(value ?? null))
    },
    putDocument: document => {
      putDocument.run({ ...document, value: JSON.stringify(document.value) })
    },
    deleteDocument: (project, kind, id) => deleteDocument.run(project, kind, id).changes > 0,
    addAudit: rows => {
      for (const row of rows) addAudit.run(row)
    },
    addOutcomes: counts => {
      for (const one of counts) addOutcome.run({ ...one, project: one.project ?? '' })
    },
  }
}
