/** The same data in ClickHouse's own tables, in the order its users would choose: load.ts BASE FOLDER. */
import { join } from 'node:path'
import { Session } from 'chdb'
import { COPIES, SHIFT_MS } from './data.ts'

const [, , base, folder] = process.argv
const session = new Session(join(folder!, 'chdb'))
const number = (sql: string) => Number(session.query(sql, 'TSV'))
/** Of the base: persons, sessions. */
let P = 0
let S = 0
const later = (column: string) => `${column} + n * ${SHIFT_MS}`
const CODEC = ' CODEC(DoubleDelta, LZ4)'
/** Columns and their order; what each copy has instead. */
const TABLES: [name: string, columns: string, order: string, changes: () => string][] = [
  [
    'persons',
    'person UInt32, id String, plan LowCardinality(String), company String, seats UInt16, country LowCardinality(String)',
    'person',
    () =>
      `person + n * ${P} AS person, concat('company-', toString(toUInt32(substring(company, 9)) + n * ${P / 100})) AS company`,
  ],
  [
    'sessions',
    `key UInt32, id String, person UInt32, started Int64, country LowCardinality(String), browser LowCardinality(String),
     device LowCardinality(String), duration UInt32, pages UInt16`,
    '(started, id)',
    () =>
      `key + n * ${S} AS key, concat(substring(id, 1, 30), lower(hex(toUInt8(n)))) AS id, person + n * ${P} AS person, ${later('started')} AS started`,
  ],
  [
    'clicks',
    'page LowCardinality(String), at Int64, session UInt32, person UInt32, width UInt16, x UInt16, y UInt16, element UInt32',
    '(page, at)',
    () => `${later('at')} AS at, session + n * ${S} AS session, person + n * ${P} AS person`,
  ],
  [
    'events',
    `name LowCardinality(String), at Int64${CODEC}, person UInt32, session UInt32, message UUID, properties String`,
    '(name, at)',
    () =>
      `${later('at')} AS at, person + n * ${P} AS person, session + n * ${S} AS session, generateUUIDv4() AS message`,
  ],
]
for (const [name, columns, order, changes] of TABLES) {
  session.query(`CREATE TABLE ${name} (${columns}) ENGINE = MergeTree ORDER BY ${order}`)
  const plain = columns.replaceAll(CODEC, '')
  const file = `file('${join(base!, name)}.tsv', 'TSV', '${plain}')`
  if (name === 'persons') P = number(`SELECT max(person) FROM ${file}`)
  if (name === 'sessions') S = number(`SELECT max(key) FROM ${file}`)
  const names = plain.split(',').map(column => column.trim().split(' ')[0])
  session.query(
    `INSERT INTO ${name} SELECT ${names.join(', ')} FROM (SELECT * REPLACE (${changes()}) FROM (SELECT *, arrayJoin(range(${COPIES})) AS n FROM ${file}))`,
  )
  session.query(`OPTIMIZE TABLE ${name} FINAL`)
}
console.log(
  session.query(
    'SELECT table, sum(rows) AS rows, sum(bytes_on_disk) AS bytes FROM system.parts WHERE active GROUP BY table',
    'PrettyCompact',
  ),
)
session.close()
