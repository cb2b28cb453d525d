import type { Case, FrustrationCase } from '../../../contract/frustration/board.ts'
import { correctedZ, newcombe, wilson } from '../../statistics/interval.ts'
import { ENOUGH } from '../../statistics/power.ts'
import type { BoardRow, FrustrationBoard } from '../../store/frustration-port.ts'
import { caseId, stateOf } from './cases.ts'

/** The store's rows with what was said about them, and with shares that carry their intervals. */
export function casesOfBoard(board: FrustrationBoard, known: Map<string, Case>): FrustrationCase[] {
  const z = correctedZ(board.total)
  return board.rows.map(row => caseOfRow(row, board, known, z))
}

function caseOfRow(
  row: BoardRow,
  { persons, others }: FrustrationBoard,
  known: Map<string, Case>,
  z: number,
): FrustrationCase {
  const id = caseId(row)
  const said = known.get(id)
  return {
    ...row,
    id,
    state: stateOf(said, row.lastSeen),
    note: said?.note ?? '',
    assignee: said?.assignee ?? '',
    fixedAt: said?.fixedAt ?? null,
    share: persons === 0 ? 0 : row.persons / persons,
    shareInterval: wilson(row.persons, persons),
    difference: others === 0 ? null : differenceOf([row.persons, persons], [row.others, others], z),
  }
}

function differenceOf(segment: [number, number], rest: [number, number], z: number) {
  const corrected = newcombe(segment, rest, z)
  const enough = Math.min(segment[1], rest[1]) >= ENOUGH
  return { ...newcombe(segment, rest), enough, differs: enough && (corrected.low > 0 || corrected.high < 0) }
}

export const SORTS = ['persons', 'difference', 'occurrences', 'recent', 'new'] as const
export type Sort = (typeof SORTS)[number]

export function sorted(cases: FrustrationCase[], by: Sort): FrustrationCase[] {
  const rank: Record<Sort, (one: FrustrationCase) => number> = {
    persons: one => one.persons,
    // What can be told apart from chance first; of these the largest.
    difference: ({ difference }) =>
      difference ? (difference.differs ? 10 : 0) + Math.abs(difference.share) : -1,
    occurrences: one => one.occurrences,
    recent: one => one.lastSeen,
    new: one => one.firstSeen,
  }
  return [...cases].sort((a, b) => rank[by](b) - rank[by](a) || b.persons - a.persons)
}
