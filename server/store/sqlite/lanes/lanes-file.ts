/**
 * The file of lanes: worked out from the facts, so it is thrown away when it is of another make or damaged, and made
 * again. A lane holds the events of one name in one slice, in the order of storing, each half packed with zstd; of each
 * kind of number all lowest bytes stand first, then the next (see lane.ts):
 *
 *     hot   [at: u32 ms from the one before, the first from `first`; or f64 when wide] x count, [identity: u32] x count
 *     cold  [session: u32] x count, [place in the slice: u16 from the one before] x count
 *     said  [properties: u32] x count
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'

/** Raised when the layout changes. */
const VERSION = 3
const BUSY_MS = 10_000

const SCHEMA = `
-- key: name * 2^20 + slice. first, last: epoch ms. source: that of all events, or [source: u8] x count, packed.
CREATE TABLE lane (
  key INTEGER PRIMARY KEY, slice INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  count INTEGER NOT NULL, source NOT NULL, hot BLOB NOT NULL
);
-- Tells when the events of a slice were.
CREATE INDEX lane_slice ON lane (slice, first, last);
CREATE TABLE cold (key INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE said (key INTEGER PRIMARY KEY, body BLOB NOT NULL);
-- Slices whose lanes are made, and the version of the slice they were made of.
CREATE TABLE packed (slice INTEGER PRIMARY KEY, version INTEGER NOT NULL);
`

/** Slices of columns (pieces.ts). */
const PIECES = `CREATE TABLE IF NOT EXISTS piece (
  kind INTEGER NOT NULL, slice INTEGER NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, slice)
)`

export const SLICES_PER_NAME = 2 ** 20

export function openLanesForWriting(folder: string): Database {
  try {
    return writable(folder)
  } catch {
    // What cannot be read is worked out again.
    for (const ending of ['', '-wal', '-shm']) rmSync(`${path(folder)}${ending}`, { force: true })
    return writable(folder)
  }
}

function writable(folder: string): Database {
  const db = new Sqlite(path(folder), { timeout: BUSY_MS })
  // Long blobs: larger pages are fewer to follow. Set before the first write.
  db.pragma('page_size = 16384')
  db.pragma('journal_mode = WAL')
  // A power cut may lose the newest lanes, never spoil the file; they are made again.
  db.pragma('synchronous = NORMAL')
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version !== 0 && version !== VERSION) {
    db.close()
    throw new Error('made by another version')
  }
  if (version === 0) db.exec(`BEGIN; ${SCHEMA} PRAGMA user_version = ${VERSION}; COMMIT`)
  db.exec(PIECES)
  return db
}

export function openLanesForReading(folder: string): Database {
  return new Sqlite(path(folder), { readonly: true, timeout: BUSY_MS })
}

function path(folder: string): string {
  return join(folder, 'lanes.db')
}
