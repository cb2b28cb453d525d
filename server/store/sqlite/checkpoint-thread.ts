/**
 * Copies what was committed from the write-ahead log into the facts file, beside the writer: else the writer would
 * do it within some unlucky commit, and everyone who waits for that one with it. The last pages it leaves to the
 * writer (wal_autocheckpoint), because only when no one writes can the log begin anew.
 */
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import type { Greeting, ThreadData } from './protocol.ts'

const LOOK_MS = 100
/** Pages worth a copy: a page that changes again meanwhile is copied once. */
const WORTH = 2_000

const port = parentPort!
const { folder }: ThreadData = workerData
const db = new Sqlite(join(folder, 'facts.db'), { timeout: 0 })
// It reads pages of the log and writes them to the file, and keeps none.
db.pragma('cache_size = -1024')
const state = db.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
const copy = db.prepare('PRAGMA wal_checkpoint(PASSIVE)')

const timer = setInterval(() => {
  const { log, checkpointed } = state.get()!
  if (log - checkpointed >= WORTH) copy.get()
}, LOOK_MS)

port.on('message', () => {
  clearInterval(timer)
  db.close()
  port.close()
})
port.postMessage('ready' satisfies Greeting)
