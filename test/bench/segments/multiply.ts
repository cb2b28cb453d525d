/**
 * A project ten times the size of the one in BASE, written by SQL alone: every person, session and event once more for
 * each copy, with ids of its own and a little later: node multiply.ts BASE FOLDER.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { personId } from '../../../server/identity/person-id.ts'
import { closeFiles, openForWriting } from '../../../server/store/sqlite/connection.ts'
import { columnPacker, packer } from '../../../server/store/sqlite/lanes/pack.ts'
import { COPIES, PROJECT, SHIFT_MS } from './data.ts'

const [, , base, folder] = process.argv
mkdirSync(folder!, { recursive: true })
const files = openForWriting(folder!)
const db = files.facts
db.pragma('synchronous = OFF')
db.pragma('cache_size = -1000000')
db.pragma('wal_autocheckpoint = 100000')
db.exec(`ATTACH '${join(base!, 'facts.db')}' AS base`)
db.exec(
  `CREATE TEMP TABLE copy AS SELECT value AS n FROM json_each('${JSON.stringify([...Array(COPIES).keys()])}')`,
)
db.function('person_id', (kind: number, id: string) =>
  personId(PROJECT, { kind: kind === 1 ? 'user' : 'anonymous', id }),
)
const number = (sql: string) => Number(db.prepare(sql).pluck().get())
const P = number('SELECT max(key) FROM base.person')
const S = number('SELECT max(key) FROM base.session')
const K = number('SELECT max(key) FROM base.context')
const indexes = db
  .prepare<[], { name: string; sql: string }>(
    `SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL
       AND tbl_name IN ('event', 'page', 'context', 'session', 'heat', 'finding', 'failed', 'said')`,
  )
  .all()
for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)

const later = (column: string) => `${column} + c.n * ${SHIFT_MS}`
const person = (column: string) => `${column} + c.n * ${P}`
const identity = (column: string) => `${column} + c.n * ${2 * P}`
const session = (column: string) => `${column} + c.n * ${S}`
const hex = (column: string) => `substr(${column}, 1, 30) || printf('%02x', c.n)`
const numbered = (column: string, prefix: string, by: number) =>
  `'${prefix}' || (CAST(substr(${column}, ${prefix.length + 1}) AS INTEGER) + c.n * ${by})`
const account = (column: string) => numbered(column, 'account-', P / 100)
const company = (column: string) =>
  `iif(${column} LIKE '"company-%', ${numbered(column, '"company-', P / 100)} || '"', ${column})`

/** Columns not named are taken as they are. */
const CHANGES: Record<string, Record<string, string>> = {
  project: {},
  event_name: {},
  trait_name: {},
  path: {},
  pattern: {},
  element: {},
  spot: {},
  failure: {},
  phrase: {},
  identity: {
    key: identity('b.key'),
    id: `iif(b.kind = 1, ${numbered('b.id', 'user-', P)}, ${hex('b.id')})`,
    person: person('b.person'),
    named: identity('b.named'),
    owner: identity('b.owner'),
  },
  link: { anonymous: identity('b.anonymous'), user: identity('b.user') },
  person: {
    key: person('b.key'),
    id: `(SELECT person_id(i.kind, iif(i.kind = 1, ${numbered('i.id', 'user-', P)}, ${hex('i.id')})) FROM base.identity i WHERE i.key = b.identity)`,
    identity: identity('b.identity'),
  },
  trait: { person: person('b.person'), value: company('b.value') },
  session: {
    key: session('b.key'),
    id: hex('b.id'),
    person: person('b.person'),
    ident: identity('b.ident'),
    anonymous: identity('b.anonymous'),
    user: identity('b.user'),
    begun: later('b.begun'),
    started: later('b.started'),
    ended: later('b.ended'),
  },
  tab: { key: session('b.key'), session: session('b.session'), id: hex('b.id') },
  page: {
    session: session('b.session'),
    tab: session('b.tab'),
    at: later('b.at'),
    until: later('b.until'),
  },
  heat: {
    session: session('b.session'),
    tab: session('b.tab'),
    at: later('b.at'),
    until: later('b.until'),
  },
  finding: { session: session('b.session'), at: later('b.at') },
  failed: { tab: session('b.tab'), session: session('b.session') },
  said: { tab: session('b.tab'), session: session('b.session') },
  context: {},
  event: {
    key: 'NULL',
    at: later('b.at'),
    person: person('b.person'),
    ident: identity('b.ident'),
    apart: `iif(b.apart = 0, 0, ${identity('b.apart')})`,
    session: session('b.session'),
    id: `iif(typeof(b.id) = 'text', substr(b.id, 1, 13) || (CAST(substr(b.id, 14) AS INTEGER) + c.n * ${P}), unhex(substr(hex(b.id), 1, 30) || printf('%02x', c.n)))`,
    tab: `b.tab + c.n * ${K}`,
    own: `CASE b.changes
      WHEN 1 THEN json_set(b.own, '$.traits.company', ${numbered(`(b.own ->> '$.traits.company')`, 'company-', P / 100)})
      WHEN 2 THEN json_set(b.own, '$.groupId', ${account(`(b.own ->> '$.groupId')`)})
      ELSE b.own END`,
  },
}

/** Copy by copy where rows lie in the order of a key that each copy has its own of; else event by event, as time goes. */
const ROWS: Record<string, string> = {
  heat: 'base.pattern p CROSS JOIN copy c CROSS JOIN base.heat b WHERE b.pattern = p.key',
  ...Object.fromEntries(
    ['session', 'tab', 'failed', 'said'].map(table => [table, `copy c CROSS JOIN base.${table} b`]),
  ),
}

const begun = performance.now()
const seconds = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`
for (const [table, changes] of Object.entries(CHANGES)) {
  const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
  const values = columns.map(column => changes[column] ?? `b.${column}`)
  const copies = Object.keys(changes).length > 0 ? ' CROSS JOIN copy c' : ''
  const rows = ROWS[table] ?? `base.${table} b${copies}`
  db.exec(`INSERT INTO main.${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${rows}`)
  console.log(`${table} ${seconds()}`)
}
db.exec(`INSERT INTO main.context (key, mark, client, text)
  SELECT b.key + c.n * ${K}, b.mark + c.n, b.client, substr(b.text, 1, 20) || printf('%02x', c.n) || substr(b.text, 23)
  FROM base.context b CROSS JOIN copy c WHERE c.n > 0 AND b.text LIKE '~%'`)
db.exec(`UPDATE event_name SET count = count * ${COPIES}`)
for (const { sql } of indexes) {
  db.exec(sql)
  console.log(`${sql.slice(13, 40)} ${seconds()}`)
}
db.exec('DETACH base')
db.exec('ANALYZE')
db.pragma('wal_checkpoint(TRUNCATE)')
const pack = packer(db, files.lanes)
while (pack());
const packColumns = columnPacker(db, files.lanes)
// The first look only sees what stays as it is.
packColumns()
while (packColumns() > 0);
files.lanes.pragma('wal_checkpoint(TRUNCATE)')
console.log(`lanes ${seconds()}`)
closeFiles(files)
