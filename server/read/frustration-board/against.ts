/** A board beside another segment instead of everyone else. */
import type { FrustrationBoard } from '../../store/frustration-port.ts'

/**
 * Who is in both segments counts on both sides; the tests, which take them for different people, are cautious then. What
 * the second alone met is a row of nobody.
 */
export function against(first: FrustrationBoard, second: FrustrationBoard): FrustrationBoard {
  const keyOf = (row: FrustrationBoard['rows'][number]) => JSON.stringify([row.kind, row.page, row.element])
  const others = new Map(second.rows.map(row => [keyOf(row), row]))
  const rows = first.rows.map(row => ({ ...row, others: others.get(keyOf(row))?.persons ?? 0 }))
  const met = new Set(first.rows.map(keyOf))
  const theirs = second.rows
    .filter(row => !met.has(keyOf(row)))
    .map(row => ({
      ...row,
      ...{ occurrences: 0, sessions: 0, persons: 0, days: [], others: row.persons },
    }))
  return { ...first, others: second.persons, total: first.total + theirs.length, rows: [...rows, ...theirs] }
}
