/**
 * Fills a data folder as the store itself would have, row by row through its own putters, and writes events, clicks,
 * sessions and people as text for the other engine: node fill.ts FOLDER SCALE (1: everything, 0.05: a twentieth).
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { closeFiles, openForWriting } from '../../../server/store/sqlite/connection.ts'
import { dictionary } from '../../../server/store/sqlite/dictionary.ts'
import { packer } from '../../../server/store/sqlite/lanes/pack.ts'
import { eventAdder } from '../../../server/store/sqlite/write/events.ts'
import { bulkContexts } from './bulk-contexts.ts'
import { FULL, PAGES, PROJECT, people, type Scale, sessions } from './data.ts'
import { personPutter } from './put-persons.ts'
import { type Counts, sessionPutter } from './put-session.ts'
import { tsv } from './tsv.ts'

const folder = process.argv[2]!
const part = Number(process.argv[3] ?? 1)
const scale: Scale = {
  persons: Math.round(FULL.persons * part),
  sessions: Math.round(FULL.sessions * part),
  events: Math.round(FULL.events * part),
}

mkdirSync(folder, { recursive: true })
const files = openForWriting(folder)
const db = files.facts
db.pragma('synchronous = OFF')
db.pragma('cache_size = -1000000')
db.pragma('wal_autocheckpoint = 100000')
// Nobody is told of people who change.
db.exec('DROP TRIGGER temp.touched_session')

const indexes = db
  .prepare<[], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('event', 'page') AND sql IS NOT NULL",
  )
  .all()
for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)

const names = dictionary(db)
const project = names.project(PROJECT)
const shared = bulkContexts(db)
const addEvent = eventAdder(db, shared)
const text = {
  events: tsv(join(folder, 'events.tsv')),
  sessions: tsv(join(folder, 'sessions.tsv')),
  persons: tsv(join(folder, 'persons.tsv')),
  clicks: tsv(join(folder, 'clicks.tsv')),
}
const persons = people(scale)
const counts: Counts = new Map()
for (const page of PAGES) {
  names.pattern(project, page)
  names.path(project, page)
}
const element = db.prepare(
  'INSERT INTO element (key, project, fingerprint, name, role) VALUES (?, ?, ?, ?, ?)',
)
const putPerson = personPutter({ db, names, addEvent, scale, text: text.persons })
const putSession = sessionPutter({ db, names, addEvent, persons, text }, counts)

db.transaction(() => {
  for (let i = 1; i <= PAGES.length * 30; i++) element.run(i, project, `button "B${i}"`, `B${i}`, 'button')
  for (const person of persons) putPerson(person)
})()
let begun = performance.now()
const all = sessions(scale, persons)
for (let more = true; more; ) {
  db.transaction(() => {
    for (let i = 0; i < 5_000; i++) {
      const { value: one, done } = all.next()
      if (done || !one) {
        more = false
        return
      }
      putSession(one)
    }
  })()
  if (process.stderr.isTTY) process.stderr.write('.')
}
shared.write()
for (const [name, count] of counts)
  db.prepare('UPDATE event_name SET count = ? WHERE key = ?').run(count, name)
const s = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`
console.log(`rows ${s()}`)
begun = performance.now()
for (const { sql } of indexes) db.exec(sql)
console.log(`indexes ${s()}`)
db.exec('ANALYZE')
db.pragma('wal_checkpoint(TRUNCATE)')
begun = performance.now()
const pack = packer(db, files.lanes)
while (pack());
files.lanes.pragma('wal_checkpoint(TRUNCATE)')
console.log(`lanes ${s()}`)
const number = (sql: string) => db.prepare<[], number>(sql).pluck().get()
console.log(
  `${number('SELECT count(*) FROM heat')} views, ${number('SELECT sum(clicks) FROM heat')} clicks, ` +
    `${number('SELECT count(*) FROM finding')} findings, ${number('SELECT sum(times) FROM failed')} failures, ` +
    `${number('SELECT count(*) FROM said')} texts read of ${number('SELECT count(*) FROM phrase')}`,
)
closeFiles(files)
for (const one of Object.values(text)) one.close()
