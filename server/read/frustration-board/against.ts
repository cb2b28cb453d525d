/** A board beside another segment instead of everyone else. */
import { rootOf } from '../../segment/question.ts'
import type { BoardQuery, FrustrationBoard } from '../../store/frustration-port.ts'
import type { Store } from '../../store/port.ts'

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

type Asked = Omit<BoardQuery, 'limit'>

/** Persons with a session of the one or of the other; who has both is one of them. */
export async function personsInEither(
  store: Pick<Store, 'frustrationBoard'>,
  { question, ...asked }: Asked,
  { question: other }: Asked,
): Promise<number> {
  // Everyone is either.
  const of = question && other ? [rootOf(question.segment), rootOf(other.segment)] : null
  const either = of &&
    question && { ...question, segment: { subject: 'session', where: { kind: 'or', of } } as const }
  const { persons } = await store.frustrationBoard({
    ...asked,
    ...(either ? { question: either } : {}),
    limit: 1,
  })
  return persons
}
