import type { Database } from 'better-sqlite3'
import { ALIVE, type NewEvent } from '../../../../contract/event.ts'
import type { LiveWhy } from '../../../../contract/segment/live.ts'
import { readCursor, writeCursor } from '../../cursor.ts'
import type { ChangeRow, LiveLine, LiveStore, SizeRow } from '../../live-port.ts'
import { sourceKey } from '../dictionary.ts'
import type { Handlers, LiveWriteName } from '../protocol.ts'

type LineColumns = Omit<LiveLine, 'filled' | 'problems'> & { filled: 0 | 1; problems: string }
type ChangeColumns = Omit<ChangeRow, 'entered' | 'why'> & { key: number; entered: 0 | 1; why: string }

export function liveReads(
  db: Database,
): Handlers<Exclude<keyof LiveStore, LiveWriteName | 'differing' | 'histories'>> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const place = db.prepare<[string], { place: string | null; walk: string | null }>(
    'SELECT place, walk FROM live_place WHERE project = ?',
  )
  const lines = db.prepare<[string], LineColumns>(
    `SELECT project, segment, line, fingerprint, begun AS begunAt, problems, filled, cursor, members
     FROM live_line WHERE project = ? AND current = 1`,
  )
  const judged = db
    .prepare<[string, string], number>('SELECT judged FROM live_person WHERE project = ? AND person = ?')
    .pluck()
  const memberships = db.prepare<[string, string], { segment: string; inside: 0 | 1; nth: number }>(
    `SELECT l.segment, m.inside, m.nth FROM membership m JOIN live_line l ON l.key = m.line
     WHERE m.person = ? AND l.project = ? AND l.current = 1`,
  )
  const due = db
    .prepare<[string, number, number], string>(
      'SELECT person FROM live_person WHERE project = ? AND due <= ? ORDER BY due LIMIT ?',
    )
    .pluck()
  const isAlive = db
    .prepare<[{ project: string; person: string; sources: string }], number>(
      `SELECT 1 FROM person x JOIN project p ON p.key = x.project WHERE p.id = @project AND x.id = @person AND (
         EXISTS (SELECT 1 FROM session s WHERE s.person = x.key AND s.listed = 1
           AND s.source IN (SELECT value FROM json_each(@sources)))
         OR (SELECT e.source FROM event e WHERE e.person = x.key ORDER BY e.at DESC, e.message DESC LIMIT 1)
           IN (SELECT value FROM json_each(@sources)))`,
    )
    .pluck()
  const announced = db.prepare<[string, number, number], { place: number; event: string }>(
    'SELECT key AS place, event FROM announcement WHERE project = ? AND key > ? ORDER BY key LIMIT ?',
  )
  const announcement = db
    .prepare<[string, string], string>('SELECT event FROM announcement WHERE project = ? AND message = ?')
    .pluck()
  // The newest may be gone with its person: a place is never given twice.
  const announcementsEnd = db
    .prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'announcement'`)
    .pluck()
  const changes = db.prepare<
    [{ project: string; segment: string; person: string | null; before: number; limit: number }],
    ChangeColumns
  >(
    `SELECT c.key, l.line, c.person, c.nth, c.entered, c.at, c.noticed AS noticedAt, c.why
     FROM membership_change c JOIN live_line l ON l.key = c.line
     WHERE c.line IN (SELECT key FROM live_line WHERE project = @project AND segment = @segment AND ended = 0)
       AND c.key < @before AND (@person IS NULL OR c.person = @person)
     ORDER BY c.key DESC LIMIT @limit`,
  )
  const sizes = db.prepare<[string, string], SizeRow>(
    `SELECT l.line, s.hour, s.members FROM live_line l JOIN segment_size s ON s.line = l.key
     WHERE l.project = ? AND l.segment = ? AND l.ended = 0 ORDER BY l.line, s.hour`,
  )
  const tags = db
    .prepare<[string, string], string>('SELECT segments FROM session_tag WHERE project = ? AND session = ?')
    .pluck()
  const readEvent = (text: string): NewEvent => JSON.parse(text)

  return {
    ...touchedReads(db, projectKey),
    liveState: project => {
      const known = place.get(project)
      return {
        place: known?.place ?? null,
        walk: known?.walk ?? null,
        lines: lines.all(project).map((row): LiveLine => {
          const problems: string[] = JSON.parse(row.problems)
          return { ...row, filled: row.filled === 1, problems }
        }),
      }
    },
    judgedPersons: (project, persons) =>
      persons.flatMap(person => {
        const at = judged.get(project, person)
        const mine = memberships.all(person, project)
        if (at === undefined && mine.length === 0) return []
        const read = mine.map(one => ({ ...one, inside: one.inside === 1 }))
        return [{ person, judgedAt: at ?? 0, memberships: read }]
      }),
    alive: (project, persons) => {
      const sources = JSON.stringify(ALIVE.map(sourceKey))
      return persons.filter(person => isAlive.get({ project, person, sources }) !== undefined)
    },
    duePersons: (project, until, limit) => due.all(project, until, limit),
    announcements: (project, after, limit) =>
      announced.all(project, after, limit).map(one => ({ place: one.place, event: readEvent(one.event) })),
    announcement: (project, messageId) => {
      const found = announcement.get(project, messageId)
      return found === undefined ? null : readEvent(found)
    },
    announcementsEnd: () => announcementsEnd.get() ?? 0,
    membershipChanges: ({ project, segment, person = null, limit, cursor }) => {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor(cursor).at
      const rows = changes.all({ project, segment, person, before, limit: limit + 1 })
      const last = rows.slice(0, limit).at(-1)
      return {
        items: rows.slice(0, limit).map(({ key: _, ...row }): ChangeRow => {
          const why: LiveWhy = JSON.parse(row.why)
          return { ...row, entered: row.entered === 1, why }
        }),
        next: last && rows.length > limit ? writeCursor({ at: last.key, id: '' }) : null,
      }
    },
    segmentSizes: (project, segment) => sizes.all(project, segment),
    sessionTags: ({ project, session }) => {
      const found = tags.get(project, session)
      return found === undefined ? null : JSON.parse(found)
    },
  }
}

/** A place: `at` in the order of events, `id` in that of the other changes. */
function touchedReads(
  db: Database,
  projectKey: { get(id: string): number | undefined },
): Handlers<'touched' | 'touchedEnd'> {
  const byEvents = db.prepare<[number, number, number], { key: number; person: string | null }>(
    `SELECT e.key, p.id AS person FROM event e JOIN event_name n ON n.key = e.name
     LEFT JOIN person p ON p.key = e.person
     WHERE e.key > ? AND +n.project = ? ORDER BY e.key LIMIT ?`,
  )
  const otherwise = db.prepare<[number, number, number], { key: number; person: string }>(
    'SELECT key, person FROM touched WHERE key > ? AND +project = ? ORDER BY key LIMIT ?',
  )
  const lastEvent = db.prepare<[], number | null>('SELECT max(key) FROM event').pluck()
  const lastOther = db.prepare<[], number | null>('SELECT max(key) FROM touched').pluck()
  return {
    touchedEnd: () => writeCursor({ at: lastEvent.get() ?? 0, id: String(lastOther.get() ?? 0) }),
    touched: (id, after, limit) => {
      const project = projectKey.get(id)
      if (project === undefined) return { persons: [], gone: false, next: after }
      const place = readCursor(after)
      const events = byEvents.all(place.at, project, limit)
      const others = otherwise.all(Number(place.id), project, limit)
      // All were seen: what other projects did meanwhile is passed over, too.
      const eventsTo = events.length < limit ? lastEvent.get() : events.at(-1)?.key
      const othersTo = others.length < limit ? lastOther.get() : others.at(-1)?.key
      const persons = new Set([...events, ...others].flatMap(({ person }) => (person ? [person] : [])))
      return {
        persons: [...persons],
        gone: others.some(({ person }) => person === ''),
        next: writeCursor({
          at: Math.max(place.at, eventsTo ?? 0),
          id: String(Math.max(Number(place.id), othersTo ?? 0)),
        }),
      }
    },
  }
}
