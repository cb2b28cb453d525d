import type { Database } from 'better-sqlite3'
import type { StoredBatch, TabRow, WaitingSession } from '../../port.ts'
import { firstWanted, joined } from '../../to-derive.ts'
import { sourceOf } from '../dictionary.ts'
import { unpackFacts } from '../facts-body.ts'
import type { Handlers } from '../protocol.ts'
import { NUMBER, TEXT } from '../sql.ts'

type RecordingRead = 'backlog' | 'lag' | 'tabBatches' | 'tabs' | 'toDerive' | 'batch' | 'facts'

const SESSION = `SELECT s.key FROM session s JOIN project p ON p.key = s.project WHERE p.id = ${TEXT} AND s.id = ${TEXT}`
const TAB = `SELECT t.key FROM tab t WHERE t.session = (${SESSION}) AND t.id = ${TEXT}`

export function recordingReads(db: Database): Handlers<RecordingRead> {
  const backlog = db.prepare<[number], WaitingSession>(
    `SELECT p.id AS project, s.id AS session, s.since FROM session s JOIN project p ON p.key = s.project
     WHERE s.since IS NOT NULL ORDER BY s.since LIMIT ?`,
  )
  const lag = db.prepare<[], { waiting: number; since: number | null }>(
    'SELECT count(*) AS waiting, min(since) AS since FROM session WHERE since IS NOT NULL',
  )
  const batches = db.prepare<[string, string, string, number], StoredBatch>(
    `SELECT seq, first AS "from", last AS "to", events, bytes FROM batch
     WHERE tab = (${TAB}) AND seq >= ${NUMBER} AND state <> 2 ORDER BY seq`,
  )
  const sessionRow = db.prepare<[string, string], { key: number; clockOffset: number; source: number }>(
    `SELECT s.key, s.offset AS clockOffset, s.source FROM session s
     WHERE s.key = (${SESSION}) AND s.batches > 0`,
  )
  const wantedOf = db.prepare<[number, number], { seq: number; bytes: Uint8Array }>(
    `SELECT seq, bytes FROM batch WHERE tab = ${NUMBER} AND seq >= ${NUMBER} AND state <> 2 ORDER BY seq`,
  )
  const tabs = db.prepare<[number], { key: number; tab: string; from: number; to: number; lost: number }>(
    `SELECT t.key, t.id AS tab, min(b.first) AS "from", max(b.last) AS "to", max(b.lost) AS lost
     FROM tab t JOIN batch b ON b.tab = t.key WHERE t.session = ${NUMBER}
     GROUP BY t.key ORDER BY min(b.first), t.id`,
  )
  const ofTab = db.prepare<
    [number],
    {
      seq: number
      from: number
      to: number
      events: number
      bytes: number
      snapshot: 0 | 1
      state: 0 | 1 | 2
      reason: string | null
    }
  >(
    `SELECT seq, first AS "from", last AS "to", events, size AS bytes, snapshot, state, reason
     FROM batch WHERE tab = ${NUMBER} ORDER BY seq`,
  )
  const bytes = db
    .prepare<[string, string, string, number], Uint8Array>(
      `SELECT bytes FROM batch WHERE tab = (${TAB}) AND seq = ? AND state = 1`,
    )
    .pluck()
  const facts = db.prepare<[string, string], { tab: string; body: Buffer }>(
    `SELECT t.id AS tab, f.body FROM tab t JOIN facts f ON f.tab = t.key JOIN batch b ON b.tab = t.key
     WHERE t.session = (${SESSION}) GROUP BY t.key ORDER BY min(b.first), t.id`,
  )

  const tabsOf = (session: number): (TabRow & { key: number })[] =>
    tabs.all(session).map(tab => {
      const all = ofTab.all(tab.key)
      return {
        ...tab,
        batches: all
          .filter(({ state }) => state === 1)
          .map(({ seq, from, to, events, bytes, snapshot }) => {
            return { seq, from, to, events, bytes, snapshot: snapshot === 1 }
          }),
        fresh: all.filter(({ state }) => state === 0).map(({ seq }) => seq),
        aside: all
          .filter(({ state }) => state === 2)
          .map(({ seq, reason }) => ({ seq, reason: reason ?? '' })),
      }
    })

  return {
    backlog: limit => backlog.all(limit),
    lag: () => lag.get()!,
    tabBatches: ({ project, session, tab }, fromSeq) => batches.all(project, session, tab, fromSeq),
    tabs: ({ project, session }) => {
      const found = sessionRow.get(project, session)
      return found ? tabsOf(found.key).map(({ key: _, ...tab }) => tab) : []
    },
    toDerive: ({ project, session }, from) => {
      const found = sessionRow.get(project, session)
      if (!found) return null
      const bytes: Uint8Array[] = []
      const given = tabsOf(found.key).map(({ key, ...tab }) => {
        const wanted = wantedOf.all(key, firstWanted(tab, from))
        bytes.push(...wanted.map(one => one.bytes))
        return { ...tab, wanted: wanted.map(one => ({ seq: one.seq, size: one.bytes.byteLength })) }
      })
      const { clockOffset, source } = found
      return { clockOffset, source: sourceOf(source), tabs: given, bytes: joined(bytes) }
    },
    batch: ({ project, session, tab }, seq) => bytes.get(project, session, tab, seq) ?? null,
    facts: ({ project, session }) =>
      facts.all(project, session).map(({ tab, body }) => ({ tab, facts: unpackFacts(body) })),
  }
}
