import type { Count } from '../../../../contract/segment/values.ts'
import { raw, type Sql, sql, TRUE } from '../sql.ts'

/** Whether `key` occurs so many times in `set`, a SELECT of `column`; `times`: of several rows together. */
export function countSet(count: Count, key: Sql, set: Sql, column: string, times = raw('count(*)')): Sql {
  const having = (test: Sql) => sql`${key} IN (${set} GROUP BY ${raw(column)} HAVING ${times} ${test})`
  const atLeast = (n: number) => (n === 1 ? sql`${key} IN (${set})` : having(sql`>= ${n}`))
  return byCount(count, atLeast, n => having(sql`= ${n}`))
}

export function countRows(count: Count, rows: Sql): Sql {
  const atLeast = (n: number) =>
    n === 1 ? sql`EXISTS (SELECT 1 ${rows})` : sql`(SELECT count(*) ${rows}) >= ${n}`
  return byCount(count, atLeast, n => sql`(SELECT count(*) ${rows}) = ${n}`)
}

/** A number that is never missing. */
export function countPasses({ op, n }: Count, number: Sql): Sql {
  switch (op) {
    case 'at-least':
      return sql`(${number} >= ${n})`
    case 'at-most':
      return sql`(${number} <= ${n})`
    case 'exactly':
      return sql`(${number} = ${n})`
  }
}

/** Who has none is in no set: "at most" and "exactly 0" are asked as the opposite of "at least". */
function byCount(count: Count, atLeast: (n: number) => Sql, exactly: (n: number) => Sql): Sql {
  switch (count.op) {
    case 'at-least':
      return count.n === 0 ? TRUE : atLeast(count.n)
    case 'at-most':
      return sql`NOT ${atLeast(count.n + 1)}`
    case 'exactly':
      return count.n === 0 ? sql`NOT ${atLeast(1)}` : sql`(${exactly(count.n)})`
  }
}
