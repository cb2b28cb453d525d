/** The seven questions, as each side is asked them, and their answers in one form. */

import type { RetentionTally } from '../../../server/behaviour/retention.ts'
import type { ResolvedCondition } from '../../../server/segment/question.ts'
import type { HeatAnswer } from '../../../server/store/heatmap-port.ts'
import type { reads } from '../../../server/store/sqlite/read/reader.ts'
import { BEGIN, DAYS, NOW, PAGES, PROJECT } from './data.ts'

const DAY_MS = 86_400_000
type Reads = ReturnType<typeof reads>

export interface Question {
  name: string
  /** At most so many times the other engine's CPU time. */
  bar: number
  /** Answers what makes the answer comparable; that is not measured. */
  segreel(read: Reads): () => unknown
  chdb: string
  /** Of the other engine's rows, as arrays; not measured either. */
  answer(rows: (string | number)[][]): unknown
}

const at = { kind: 'at', time: NOW } as const
const ofPersons = (where: ResolvedCondition) => ({ segment: { subject: 'person', where }, asOf: at }) as const
const did = (event: string, n: number, days: number): ResolvedCondition => ({
  ...{ kind: 'event', event, where: [], count: { op: 'at-least', n } },
  window: { kind: 'last', days },
})
const since = (days: number) => NOW - days * DAY_MS
const rare: ResolvedCondition = { kind: 'trait', trait: 'company', is: { op: 'is', values: ['company-7'] } }
const persons = (where: ResolvedCondition) => (read: Reads) => {
  const { persons } = read.count(PROJECT, ofPersons(where))
  return () => persons
}
const one = (rows: (string | number)[][]) => Number(rows[0]![0])
const [A, B, C] = ['Report Opened', 'Export Clicked', 'Invite Sent']
const clickers = did('Feature 1 Used', 2, 28)

export const QUESTIONS: Question[] = [
  {
    name: 'rare trait match: its newest 50 sessions',
    bar: 1,
    segreel: read => {
      const { items } = read.sessions({ project: PROJECT, question: ofPersons(rare), limit: 50 })
      return () => items.map(({ session }) => session)
    },
    chdb: `SELECT id FROM sessions WHERE person IN (SELECT person FROM persons WHERE company = 'company-7')
      ORDER BY started DESC, id DESC LIMIT 50`,
    answer: rows => rows.map(([id]) => id),
  },
  {
    name: 'did A at least 3 times in 7 days',
    bar: 1,
    segreel: persons(did(A, 3, 7)),
    chdb: `SELECT count() FROM (SELECT person FROM events WHERE name = '${A}' AND at > ${since(7)} AND at <= ${NOW}
      GROUP BY person HAVING count() >= 3)`,
    answer: one,
  },
  {
    name: 'did A and never B in 21 days',
    bar: 2,
    segreel: persons({ kind: 'and', of: [did(A, 1, 21), { kind: 'not', of: did(B, 1, 21) }] }),
    chdb: `SELECT count() FROM (SELECT person FROM events WHERE name IN ('${A}', '${B}') AND at > ${since(21)} AND at <= ${NOW}
      GROUP BY person HAVING countIf(name = '${A}') > 0 AND countIf(name = '${B}') = 0)`,
    answer: one,
  },
  {
    name: 'sessions halved against the 28 days before',
    bar: 2,
    segreel: persons({
      ...{ kind: 'change', of: { act: 'session', where: null }, direction: 'dropped' },
      ...{ percent: 50, days: 28 },
    }),
    chdb: `SELECT count() FROM (SELECT person, countIf(started > ${since(28)}) AS now, countIf(started <= ${since(28)}) AS before
      FROM sessions WHERE started > ${since(56)} AND started <= ${NOW} GROUP BY person HAVING before > 0 AND now * 2 <= before)`,
    answer: one,
  },
  {
    name: 'A, then B, then C within 24 h',
    bar: 2,
    segreel: persons({
      kind: 'sequence',
      steps: [A, B, C].map(event => ({ do: { act: 'event', event, where: [] }, without: [] })),
      hours: 24,
      window: { kind: 'ever' },
    }),
    chdb: `SELECT count() FROM (SELECT person FROM events WHERE name IN ('${A}', '${B}', '${C}') AND at <= ${NOW}
      GROUP BY person
      HAVING windowFunnel(86400000, 'strict_increase')(toUInt64(at), name = '${A}', name = '${B}', name = '${C}') = 3)`,
    answer: one,
  },
  {
    name: 'clicks of a segment on a page, binned',
    bar: 1,
    segreel: read => {
      const answer: HeatAnswer = read.heatmap({
        ...{
          project: PROJECT,
          question: ofPersons(clickers),
          page: PAGES[0]!,
          widths: [1024, 20_000],
          kind: 'clicks',
        },
      })
      return () => {
        const { cells, widths, elements } = answer
        return Array.from(cells.n, (n, i) => {
          const { name } = elements[cells.element[i]!]!
          return [name, widths[cells.width[i]!], cells.x[i], cells.y[i], n].join(' ')
        }).sort()
      }
    },
    chdb: `SELECT concat('B', toString(element)), intDiv(width + 5, 10) * 10, intDiv(x, 4), intDiv(y, 4), count() FROM clicks
      WHERE page = '${PAGES[0]}' AND width >= 1024 AND person IN (SELECT person FROM events
        WHERE name = 'Feature 1 Used' AND at > ${since(28)} AND at <= ${NOW} GROUP BY person HAVING count() >= 2)
      GROUP BY 1, 2, 3, 4`,
    answer: rows => rows.map(row => row.join(' ')).sort(),
  },
  {
    name: 'weekly retention',
    bar: 2,
    segreel: read => {
      const answer: RetentionTally = read.retention({
        project: PROJECT,
        retention: {
          ...{ begin: { kind: 'event', event: A, where: [] }, back: { kind: 'event', event: B, where: [] } },
          ...{ unit: 'week', clock: 'calendar', kind: 'n', periods: 8, brackets: [], firstEver: false },
          judged: 'asked',
        },
        from: BEGIN,
        to: NOW,
        whom: { judged: 'asked' },
        now: NOW,
        periods: Array.from({ length: DAYS / 7 + 2 }, (_, i) => BEGIN + i * 7 * DAY_MS),
      })
      return () =>
        answer.rows
          // ClickHouse has no row of nobody.
          .filter(({ size }) => size > 0)
          .map(({ size, cells }) => [size, ...cells.map(cell => cell?.kept ?? 0)].join(' '))
    },
    chdb: `WITH starts AS (SELECT person, min(at) AS begun FROM events WHERE name = '${A}' AND at >= ${BEGIN} AND at < ${NOW} GROUP BY person)
      SELECT intDiv(begun - ${BEGIN}, ${7 * DAY_MS}) AS week, count(), ${Array.from({ length: 9 }, (_, i) => `countIf(has(weeks, ${i}))`).join(', ')}
      FROM starts LEFT JOIN (
        SELECT person, groupUniqArray(intDiv(e.at - ${BEGIN}, ${7 * DAY_MS}) - intDiv(s.begun - ${BEGIN}, ${7 * DAY_MS})) AS weeks
        FROM (SELECT person, at FROM events WHERE name = '${B}' AND at >= ${BEGIN} AND at <= ${NOW}) e
        JOIN starts s USING (person) WHERE e.at >= s.begun GROUP BY person
      ) b USING (person) GROUP BY week ORDER BY week`,
    answer: rows => rows.map(([, ...cells]) => cells.join(' ')),
  },
]
