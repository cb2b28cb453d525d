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
  const update = db.prepare(
    `UPDATE session SET judged = @rules, ${VERDICT_FIELDS.map(field => `${columnOf(field)} = @${field}`).join(', ')}
     WHERE key = @session`,
  )
  return {
    replace: (project, session, { rules, found }) => {
      drop.run(session)
      for (const { kind, at, page, element, name } of found) {
        const spot = findSpot.get(project, page, element) ?? addSpot.get(project, page, element, name)!
        add.run(session, at, kindKey(kind), spot)
      }
      update.run({ ...verdictFields(found), rules, session })
    },
  }
}
