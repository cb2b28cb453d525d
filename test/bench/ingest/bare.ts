/**
 * The least a durable ingest can be: a Hono handler that group-commits the bytes it is sent, with the file settings
 * of the real engine. Takes a folder, prints its port.
 */
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { Hono } from 'hono'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Name the folder to write to.')
const db = new Database(join(folder, 'bare.db'))
db.pragma('journal_mode = WAL')
// As the real engine: acknowledged is synced.
db.pragma('synchronous = FULL')
db.pragma('wal_autocheckpoint = 16000')
db.exec('CREATE TABLE body (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL)')
const add = db.prepare('INSERT INTO body (bytes) VALUES (?)')

let pending: { bytes: Uint8Array; done: () => void }[] = []
const commit = db.transaction((bodies: typeof pending) => {
  for (const { bytes } of bodies) add.run(bytes)
})

function flush(): void {
  const bodies = pending
  pending = []
  commit(bodies)
  for (const { done } of bodies) done()
}

const app = new Hono().post('*', async c => {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  await new Promise<void>(done => {
    if (pending.length === 0) setImmediate(flush)
    pending.push({ bytes, done })
  })
  return c.json({ ok: true })
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`at http://127.0.0.1:${port}`),
)
