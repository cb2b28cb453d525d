/** The same data in ClickHouse's own tables, in the order its users would choose: load.ts FOLDER. */
import { join } from 'node:path'
import { Session } from 'chdb'

const folder = process.argv[2]!
const session = new Session(join(folder, 'chdb'))
const TABLES = {
  events: [
    'name LowCardinality(String), at Int64 CODEC(DoubleDelta, LZ4), person UInt32, session UInt32, message UUID, properties String',
    '(name, at)',
  ],
  sessions: [
    `key UInt32, id String, person UInt32, started Int64, country LowCardinality(String), browser LowCardinality(String),
     device LowCardinality(String), duration UInt32, pages UInt16`,
    '(started, id)',
  ],
  persons: [
    'person UInt32, id String, plan LowCardinality(String), company String, seats UInt16, country LowCardinality(String)',
    'person',
  ],
  clicks: [
    'page LowCardinality(String), at Int64, session UInt32, person UInt32, width UInt16, x UInt16, y UInt16, element UInt32',
    '(page, at)',
  ],
}
for (const [name, [columns, order]] of Object.entries(TABLES)) {
  session.query(`CREATE TABLE ${name} (${columns}) ENGINE = MergeTree ORDER BY ${order}`)
  session.query(
    `INSERT INTO ${name} SELECT * FROM file('${join(folder, name)}.tsv', 'TSV', '${columns!.replaceAll(' CODEC(DoubleDelta, LZ4)', '')}')`,
  )
  session.query(`OPTIMIZE TABLE ${name} FINAL`)
}
console.log(
  session.query(
    `SELECT table, sum(rows), sum(bytes_on_disk) FROM system.parts WHERE active GROUP BY table`,
    'CSV',
  ),
)
session.close()
