import type { Database } from 'better-sqlite3'
import { columnOf } from '../session-columns.ts'

/**
 * On the connection that writes: notes persons whose history becomes another by anything but an event of theirs, which
 * the order of events tells already. Temporary, as the columns of a session may change with the program.
 */
export function watchTouched(db: Database): void {
  const note = (project: string, person: string) =>
    `DELETE FROM touched WHERE project = ${project} AND person = ${person};
     INSERT INTO touched (project, person) VALUES (${project}, ${person});`
  const noteOf = (key: string) =>
    `DELETE FROM touched WHERE (project, person) = (SELECT project, id FROM person WHERE key = ${key});
     INSERT INTO touched (project, person) SELECT project, id FROM person WHERE key = ${key};`
  const watch = (name: string, when: string, what: string) =>
    db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS ${name} AFTER ${when} BEGIN ${what} END`)

  // Whoever gives something to a person or takes it away asks anew whether anything is left.
  watch('touched_present', 'UPDATE OF present ON main.person', note('new.project', 'new.id'))
  const session = `person, ${columnOf('frustrationScore')}`
  watch(
    'touched_session',
    `UPDATE OF ${session} ON main.session WHEN new.listed = 1 AND new.person IS NOT NULL`,
    noteOf('new.person'),
  )
  watch(
    'touched_gone',
    'DELETE ON main.person',
    `DELETE FROM touched WHERE project = old.project AND person = old.id;
     ${note('old.project', "''")}
     DELETE FROM membership WHERE person = old.id;
     DELETE FROM membership_change WHERE person = old.id;
     DELETE FROM announcement WHERE person = old.id;
     DELETE FROM live_person WHERE person = old.id AND project = (SELECT id FROM project WHERE key = old.project);`,
  )
  const untag = (row: string) =>
    `DELETE FROM session_tag WHERE session = ${row}.id AND project = (SELECT id FROM project WHERE key = ${row}.project);`
  watch('untagged', 'DELETE ON main.session', untag('old'))
  watch('untagged_empty', 'UPDATE OF batches ON main.session WHEN new.batches = 0', untag('new'))
}
