import type { Database } from 'better-sqlite3'
import type { NewEvent } from '../../../../contract/event.ts'
import type { PersonTurned } from '../../live-port.ts'
import { hourOf, type Membership, stepMembership } from '../../membership.ts'
import type { Handlers, LiveWriteName } from '../protocol.ts'

interface MembershipColumns {
  inside: 0 | 1
  nth: number
  told: 0 | 1
  tell: number | null
  leaving: string | null
}

export function liveWrites(db: Database): Handlers<LiveWriteName> {
  const current = db.prepare<[string, string], { key: number; line: number; filled: 0 | 1 }>(
    'SELECT key, line, filled FROM live_line WHERE project = ? AND segment = ? AND current = 1',
  )
  const lastLine = db
    .prepare<[string, string], number | null>(
      'SELECT max(line) FROM live_line WHERE project = ? AND segment = ? AND ended = 0',
    )
    .pluck()
  const supersede = db.prepare<[string, string]>(
    'UPDATE live_line SET current = 0 WHERE project = ? AND segment = ? AND current = 1',
  )
  const end = db.prepare<[string, string]>(
    'UPDATE live_line SET current = 0, ended = 1 WHERE project = ? AND segment = ?',
  )
  const addLine = db
    .prepare<[string, string, number, string, number, string], number>(
      `INSERT INTO live_line (project, segment, line, fingerprint, begun, problems) VALUES (?, ?, ?, ?, ?, ?)
       RETURNING key`,
    )
    .pluck()
  const progress = db.prepare<[string | null, number, number]>(
    'UPDATE live_line SET cursor = ?, filled = ? WHERE key = ?',
  )
  const fill = db.prepare<[number, string]>(
    'INSERT INTO membership (line, person, inside, nth, told) VALUES (?, ?, 1, 0, 1) ON CONFLICT DO NOTHING',
  )
  const setSize = db.prepare<[number, number]>(
    `INSERT INTO segment_size (line, hour, members) SELECT key, ?, members FROM live_line WHERE key = ?
     ON CONFLICT DO UPDATE SET members = excluded.members`,
  )
  const place = db.prepare<{ project: string; place: string | null; walk: string | null; walks: number }>(
    `INSERT INTO live_place (project, place, walk) VALUES (@project, @place, @walk)
     ON CONFLICT DO UPDATE SET place = coalesce(@place, place), walk = iif(@walks, @walk, walk)`,
  )
  const known = db.prepare<[number, string], MembershipColumns>(
    'SELECT inside, nth, told, tell, leaving FROM membership WHERE line = ? AND person = ?',
  )
  const put = db.prepare<[number, string, number, number, number, number | null, string | null]>(
    `INSERT INTO membership (line, person, inside, nth, told, tell, leaving) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET inside = excluded.inside, nth = excluded.nth, told = excluded.told,
       tell = excluded.tell, leaving = excluded.leaving`,
  )
  const addChange = db.prepare<[number, string, number, number, number, number, string]>(
    'INSERT INTO membership_change (line, person, nth, entered, at, noticed, why) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const putPerson = db.prepare<[string, string, number, number | null]>(
    `INSERT INTO live_person (project, person, judged, due) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET judged = excluded.judged, due = excluded.due`,
  )
  const dropPerson = db.prepare<[string, string]>('DELETE FROM live_person WHERE project = ? AND person = ?')
  const tag = db.prepare<[string, string, string]>(
    `INSERT INTO session_tag (project, session, segments) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET segments = excluded.segments`,
  )
  const announce = db.prepare<[string, string, string, string]>(
    'INSERT INTO announcement (project, message, person, event) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const ripe = db.prepare<[number, string, number], { line: number; person: string; leaving: string }>(
    `SELECT m.line, m.person, m.leaving FROM membership m JOIN live_line l ON l.key = m.line
     WHERE m.tell <= ? AND l.project = ? AND l.current = 1 ORDER BY m.tell LIMIT ?`,
  )
  const left = db.prepare<[number, string]>(
    'UPDATE membership SET told = 0, tell = NULL, leaving = NULL WHERE line = ? AND person = ?',
  )

  return {
    beginLine: ({ project, segment, fingerprint, begunAt, problems }) => {
      const last = lastLine.get(project, segment) ?? 0
      supersede.run(project, segment)
      const key = addLine.get(project, segment, last + 1, fingerprint, begunAt, JSON.stringify(problems))!
      setSize.run(hourOf(begunAt), key)
    },
    endLine: (project, segment) => {
      end.run(project, segment)
    },
    fillLine: ({ project, segment, line: nth, persons, cursor, filled, at }) => {
      const line = current.get(project, segment)
      if (line?.line !== nth) return
      for (const person of persons) fill.run(line.key, person)
      progress.run(cursor, filled ? 1 : 0, line.key)
      setSize.run(hourOf(at), line.key)
    },
    sweepLines: sweeper(db),
    putJudged: ({ project, at, place: next, walk, persons, turned = [] }) => {
      if (next !== undefined || walk !== undefined) {
        place.run({ project, place: next ?? null, walk: walk ?? null, walks: walk === undefined ? 0 : 1 })
      }
      const grown = new Set<number>()
      const keep = ({ person, verdict }: PersonTurned) => {
        const line = current.get(project, verdict.segment)
        if (line?.line !== verdict.line) return
        const step = stepMembership(read(known.get(line.key, person)), verdict, line.filled === 1, at)
        if (!step) return
        const { inside, nth, told, leaving } = step.membership
        const tell = leaving && JSON.stringify(leaving.event)
        put.run(line.key, person, inside ? 1 : 0, nth, told ? 1 : 0, leaving?.at ?? null, tell)
        grown.add(line.key)
        if (step.announce)
          announce.run(project, step.announce.messageId, person, JSON.stringify(step.announce))
        if (step.changed)
          addChange.run(line.key, person, nth, inside ? 1 : 0, verdict.at, at, JSON.stringify(verdict.why))
      }
      for (const one of turned) keep(one)
      for (const { person, due, gone, verdicts, tags } of persons) {
        for (const verdict of verdicts) keep({ person, verdict })
        if (gone) dropPerson.run(project, person)
        else putPerson.run(project, person, at, due)
        for (const { session, segments } of tags) tag.run(project, session, JSON.stringify(segments))
      }
      for (const line of grown) setSize.run(hourOf(at), line)
    },
    ripen: (project, now, limit) => {
      const rows = ripe.all(now, project, limit)
      for (const { line, person, leaving } of rows) {
        const { messageId }: NewEvent = JSON.parse(leaving)
        announce.run(project, messageId, person, leaving)
        left.run(line, person)
      }
      return rows.length
    },
  }
}

function read(row: MembershipColumns | undefined): Membership | undefined {
  if (!row) return undefined
  const { inside, nth, told, tell, leaving } = row
  return {
    inside: inside === 1,
    nth,
    told: told === 1,
    leaving: tell === null || leaving === null ? null : { at: tell, event: JSON.parse(leaving) },
  }
}

/** Takes old lines apart in small pieces: one may have had a member for each person of the project. */
function sweeper(db: Database): Handlers<'sweepLines'>['sweepLines'] {
  const old = db.prepare<[string], { key: number; ended: 0 | 1 }>(
    'SELECT key, ended FROM live_line WHERE project = ? AND current = 0',
  )
  const dropMembers = db.prepare<[number, number]>(
    'DELETE FROM membership WHERE (line, person) IN (SELECT line, person FROM membership WHERE line = ? LIMIT ?)',
  )
  const dropChanges = db.prepare<[number, number]>(
    'DELETE FROM membership_change WHERE key IN (SELECT key FROM membership_change WHERE line = ? LIMIT ?)',
  )
  const dropSizes = db.prepare<[number]>('DELETE FROM segment_size WHERE line = ?')
  const dropLine = db.prepare<[number]>('DELETE FROM live_line WHERE key = ?')
  return (project, limit) => {
    let done = 0
    for (const { key, ended } of old.all(project)) {
      done += dropMembers.run(key, limit - done).changes
      if (ended && done < limit) done += dropChanges.run(key, limit - done).changes
      if (done >= limit) return done
      if (!ended) continue
      dropSizes.run(key)
      dropLine.run(key)
    }
    return done
  }
}
