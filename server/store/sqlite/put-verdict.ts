import type { Database } from 'better-sqlite3'
import { FRUSTRATION_KINDS, type FrustrationKind } from '../../../contract/frustration.ts'
import { VERDICT_FIELDS, type Verdict, verdictFields } from '../../../contract/verdict.ts'
import { columnOf } from './session-columns.ts'

export interface Verdicts {
  replace(project: number, session: number, verdict: Verdict): void
}

/** Place in FRUSTRATION_KINDS; new kinds are appended there, so numbers stay. */
export function kindKey(kind: FrustrationKind): number {
  return FRUSTRATION_KINDS.indexOf(kind)
}

export function kindOf(key: number): FrustrationKind {
  return FRUSTRATION_KINDS[key]!
}

export function verdictPutter(db: Database): Verdicts {
  const drop = db.prepare<[number]>('DELETE FROM finding WHERE session = ?')
  const add = db.prepare<[number, number, number, number]>(
    'INSERT INTO finding (session, at, kind, spot) VALUES (?, ?, ?, ?)',
  )
  const findings = db
    .prepare<[number], [number, number, number]>(
      'SELECT at, kind, spot FROM finding WHERE session = ? ORDER BY rowid',
    )
    .raw()
  const findSpot = db
    .prepare<[number, string, string], number>(
      'SELECT key FROM spot WHERE project = ? AND page = ? AND element = ?',
    )
    .pluck()
  const addSpot = db
    .prepare<[number, string, string, string], number>(
      'INSERT INTO spot (project, page, element, name) VALUES (?, ?, ?, ?) RETURNING key',
    )
    .pluck()
  const judgedBy = db.prepare<[number], number>('SELECT judged FROM session WHERE key = ?').pluck()
  const judged = db.prepare<[number, number]>('UPDATE session SET judged = ? WHERE key = ?')
  const update = db.prepare(
    `UPDATE session SET judged = @rules, ${VERDICT_FIELDS.map(field => `${columnOf(field)} = @${field}`).join(', ')}
     WHERE key = @session`,
  )
  return {
    replace: (project, session, { rules, found }) => {
      const rows = found.map(({ kind, at, page, element, name }): [number, number, number] => [
        at,
        kindKey(kind),
        findSpot.get(project, page, element) ?? addSpot.get(project, page, element, name)!,
      ])
      // Most thresholds change the verdict on few sessions: the others only learn who judged them.
      if (judgedBy.get(session) !== 0 && rows.flat().join() === findings.all(session).flat().join()) {
        judged.run(rules, session)
        return
      }
      drop.run(session)
      for (const [at, kind, spot] of rows) add.run(session, at, kind, spot)
      update.run({ ...verdictFields(found), rules, session })
    },
  }
}
