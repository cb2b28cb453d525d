import type { Database } from 'better-sqlite3'
import { FRUSTRATION_KINDS, type FrustrationKind } from '../../../../contract/frustration/frustration.ts'
import { VERDICT_FIELDS, type Verdict, verdictFields } from '../../../../contract/frustration/verdict.ts'
import { columnOf } from '../session-columns.ts'

interface Row {
  at: number
  kind: number
  spot: number
  /** A JSON list, or null. */
  more: string | null
}

const nameOf = ({ at, kind, spot, more }: Row): string => `${at} ${kind} ${spot} ${more}`

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
  const drop = db.prepare<[number]>('DELETE FROM finding WHERE rowid = ?')
  const add = db.prepare<[number, number, number, number, string | null]>(
    'INSERT INTO finding (session, at, kind, spot, more) VALUES (?, ?, ?, ?, ?)',
  )
  const findings = db.prepare<[number], Row & { row: number }>(
    'SELECT rowid AS row, at, kind, spot, more FROM finding WHERE session = ?',
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
  const judgedBy = db.prepare<[number], number>('SELECT judged FROM session WHERE key = ?').pluck()
  const judged = db.prepare<[number, number]>('UPDATE session SET judged = ? WHERE key = ?')
  const update = db.prepare(
    `UPDATE session SET judged = @rules, ${VERDICT_FIELDS.map(field => `${columnOf(field)} = @${field}`).join(', ')}
     WHERE key = @session`,
  )

  /**
   * Makes the rows of a session these, in no order, by the difference: a session that goes on for an hour is judged
   * again with each batch, and most of what was found stays. Answers whether anything changed.
   */
  const become = (session: number, rows: readonly Row[]): boolean => {
    const before = new Map<string, number[]>()
    for (const { row, ...one } of findings.all(session)) {
      const name = nameOf(one)
      before.set(name, [...(before.get(name) ?? []), row])
    }
    let changed = false
    for (const one of rows) {
      if (before.get(nameOf(one))?.pop() !== undefined) continue
      add.run(session, one.at, one.kind, one.spot, one.more)
      changed = true
    }
    for (const left of before.values()) {
      for (const row of left) drop.run(row)
      changed ||= left.length > 0
    }
    return changed
  }

  return {
    replace: (project, session, { rules, found }) => {
      const rows = found.map(({ kind, at, page, element, name, more }) => ({
        at,
        kind: kindKey(kind),
        spot: findSpot.get(project, page, element) ?? addSpot.get(project, page, element, name)!,
        more: more ? JSON.stringify(more) : null,
      }))
      // Most thresholds change the verdict on few sessions: the others only learn who judged them.
      if (!become(session, rows) && judgedBy.get(session) !== 0) judged.run(rules, session)
      else update.run({ ...verdictFields(found), rules, session })
    },
  }
}
