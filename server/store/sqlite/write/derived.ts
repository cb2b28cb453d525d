import type { Database } from 'better-sqlite3'
import { FACTS_VERSION, type TabFacts } from '../../../../contract/facts.ts'
import { SESSION_FIELD_NAMES } from '../../../../contract/fields.ts'
import type { Derived } from '../../port.ts'
import { type Dictionary, sourceOf } from '../dictionary.ts'
import { packFacts } from '../facts-body.ts'
import type { Persons } from '../people/persons.ts'
import type { Visits } from '../people/visits.ts'
import { columnOf } from '../session-columns.ts'
import { NUMBER } from '../sql.ts'
import type { FailurePutter } from './failures.ts'
import type { Heat } from './heat.ts'
import type { TextPutter } from './texts.ts'
import type { Verdicts } from './verdict.ts'

interface Parts {
  db: Database
  names: Dictionary
  persons: Persons
  visits: Visits
  verdicts: Verdicts
  heat: Heat
  texts: TextPutter
  failures: FailurePutter
}

export function derivedPutter({ db, names, persons, visits, verdicts, heat, texts, failures }: Parts) {
  const stored = db.prepare<[number], { batches: number; source: number; begun: number; offset: number }>(
    'SELECT batches, source, begun, offset FROM session WHERE key = ?',
  )
  const lastBatch = db
    .prepare<[number], number>(
      `SELECT max(b.last) FROM tab t JOIN batch b ON b.tab = t.key WHERE t.session = ${NUMBER}`,
    )
    .pluck()
  const findTab = db
    .prepare<[number, string], number>('SELECT key FROM tab WHERE session = ? AND id = ?')
    .pluck()
  const check = db.prepare<[number, number, number]>(
    'UPDATE batch SET state = iif(state = 0, 1, state), snapshot = ? WHERE tab = ? AND seq = ?',
  )
  const setAside = db.prepare<[string, number, number]>(
    'UPDATE batch SET state = 2, reason = ? WHERE tab = ? AND seq = ?',
  )
  const setFacts = db.prepare<[number, Buffer]>(
    'INSERT INTO facts (tab, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
  )
  const setTrace = db.prepare<[number, Uint8Array]>(
    'INSERT INTO trace (tab, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
  )
  const setVersion = db.prepare<[number, number]>('UPDATE tab SET version = ? WHERE key = ?')
  const dropPages = db.prepare<[number, number]>('DELETE FROM page WHERE session = ? AND tab = ?')
  const addPage = db.prepare<[number, number, number, number, number]>(
    'INSERT INTO page (session, tab, at, until, path) VALUES (?, ?, ?, ?, ?)',
  )
  const oldest = db
    .prepare<[number], number | null>(`SELECT min(version) FROM tab WHERE session = ${NUMBER}`)
    .pluck()
  const update = db.prepare(
    `UPDATE session SET started = @started, ended = @ended, spanned = @spanned, again = @again, judged = 0,
       tabs = (SELECT count(*) FROM tab t WHERE t.session = session.key
         AND EXISTS (SELECT 1 FROM batch b WHERE b.tab = t.key AND b.state = 1)),
       ${SESSION_FIELD_NAMES.map(field => `${columnOf(field)} = @${field}`).join(', ')}
     WHERE key = @session`,
  )
  const list = db.prepare<[number]>('UPDATE session SET listed = tabs > 0 WHERE key = ?')
  const person = db.prepare<[number], number>('SELECT person FROM session WHERE key = ?').pluck()

  const putFacts = (project: number, session: number, tab: number, told: TabFacts | string) => {
    const facts: TabFacts = typeof told === 'string' ? JSON.parse(told) : told
    setFacts.run(tab, packFacts(typeof told === 'string' ? told : JSON.stringify(told)))
    setVersion.run(facts.version, tab)
    dropPages.run(session, tab)
    for (const { at, until, path } of facts.pages)
      addPage.run(session, tab, at, until, names.path(project, path))
    heat.replace(project, session, tab, facts)
    texts.replace(project, session, tab, facts.texts)
    failures.replace(project, session, tab, facts.failures)
  }

  return (derived: Derived): void => {
    const project = names.project(derived.project)
    const session = visits.find(project, derived.session)
    const before = session === undefined ? undefined : stored.get(session)
    if (session === undefined || before === undefined || before.batches === 0) return
    for (const { tab: id, facts, trace, checked, aside } of derived.tabs) {
      const tab = findTab.get(session, id)
      if (tab === undefined) continue
      for (const { seq, snapshot } of checked) check.run(snapshot ? 1 : 0, tab, seq)
      for (const { seq, reason } of aside) setAside.run(reason, tab, seq)
      if (facts) putFacts(project, session, tab, facts)
      if (trace) setTrace.run(tab, trace)
    }
    const { span, fields } = derived
    const values = Object.fromEntries(SESSION_FIELD_NAMES.map(field => [field, fields[field] ?? null]))
    update.run({
      ...values,
      source: sourceOf(before.source),
      session,
      started: span?.from ?? before.begun,
      ended: span?.to ?? lastBatch.get(session)! + before.offset,
      spanned: span ? 1 : 0,
      again: (oldest.get(session) ?? FACTS_VERSION) < FACTS_VERSION ? Date.now() : null,
    })
    if (derived.verdict) verdicts.replace(project, session, derived.verdict)
    list.run(session)
    visits.refreshWaiting(session)
    persons.refresh(person.get(session)!)
  }
}
