/** Who was in a segment as of when something of theirs began. */
import type { Database } from 'better-sqlite3'
import { DEFAULT_ZONE } from '../../../../contract/zone.ts'
import { type Question, type ResolvedCondition, rootOf } from '../../../segment/question.ts'
import { sessionCondition } from '../compile/compile.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Members } from '../lanes/count.ts'
import { standingJudge } from '../lanes/standings.ts'
import type { Stood } from '../lanes/when-asked.ts'
import { type Sql, sql } from '../sql.ts'

/** By place: 1 for those who were. Not for segments of sessions. */
export function asOfStart(
  db: Database,
  segments: Answering,
): (project: number, question: Question, stood: Stood) => Members {
  const judge = standingJudge(db)
  return (project, question, stood) => {
    let told: string | null = null
    const rows = (): string => {
      told ??= JSON.stringify(
        Array.from({ length: stood.length }, (_, i) => [i, stood.person[i], stood.at[i]]),
      )
      return told
    }
    const bySql = (where: ResolvedCondition): Members => {
      // Named and shaped as a session: only its person and its start are asked, as of which the segment is judged.
      const from = sql`(SELECT value ->> 0 AS place, value ->> 1 AS person, value ->> 2 AS started FROM json_each(${rows()})) s`
      const one: Question = {
        ...question,
        segment: { subject: 'person', where },
        asOf: { kind: 'session' },
      }
      const asking = sql`SELECT s.place FROM ${from} WHERE ${sessionCondition(one, project)}`
      const { text, params } = segments.moment().laid(asking)
      const found = new Uint8Array(stood.length)
      const places = db.prepare<Sql['params'], number>(text).pluck()
      for (const place of places.all(...params)) found[place] = 1
      return found
    }
    return judge(rootOf(question.segment), stood, {
      moment: segments.moment(),
      project,
      zone: question.zone ?? DEFAULT_ZONE,
      atStarts: false,
      bySql,
    })
  }
}
