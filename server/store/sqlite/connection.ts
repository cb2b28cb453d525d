import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { Failure } from '../../failure.ts'
import { registerFunctions } from './functions/functions.ts'
import { openLanesForReading, openLanesForWriting } from './lanes/lanes-file.ts'
import { watchSlices } from './lanes/slices.ts'
import { migrate } from './migrate.ts'
import { addFieldColumns } from './session-columns.ts'
import { watchTouched } from './write/watch-touched.ts'

export interface Files {
  facts: Database
  control: Database
  /** Worked out from the facts; written by the thread that packs them. */
  lanes: Database
}

const BUSY_MS = 10_000

/** The one connection that writes; makes the folder and brings the files up to date. */
export function openForWriting(folder: string): Files {
  try {
    mkdirSync(folder, { recursive: true })
    const files = {
      facts: writable(folder, 'facts'),
      control: writable(folder, 'control'),
      lanes: openLanesForWriting(folder),
    }
    addFieldColumns(files.facts)
    watchSlices(files.facts)
    watchTouched(files.facts)
    return files
  } catch (error) {
    if (error instanceof Failure) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new Failure(
      'not-writable',
      `The data folder ${folder} cannot be written (${reason}): make it writable, or choose another with SEGREEL_DATA.`,
    )
  }
}

function writable(folder: string, kind: 'facts' | 'control'): Database {
  const db = new Sqlite(join(folder, `${kind}.db`), { timeout: BUSY_MS })
  db.pragma('journal_mode = WAL')
  // FULL: every commit is synced, so what is acknowledged survives a power cut (sqlite.org/pragma.html#pragma_synchronous).
  db.pragma('synchronous = FULL')
  // Pages. Most are in the file already when the log is so long, see checkpoint-thread.ts.
  db.pragma('wal_autocheckpoint = 16000')
  db.pragma('cache_size = -65536')
  migrate(db, kind, folder)
  registerFunctions(db)
  return db
}

/** kB of pages that a connection keeps: an analyst's questions read the same ones again, look-ups hardly do. */
const KEPT_KB = { questions: 32_768, lookUps: 8_192 }

export function openForReading(folder: string, reads: keyof typeof KEPT_KB = 'questions'): Files {
  const open = (kind: 'facts' | 'control') => {
    const db = new Sqlite(join(folder, `${kind}.db`), { readonly: true, timeout: BUSY_MS })
    db.pragma(`cache_size = -${KEPT_KB[reads]}`)
    // A segment's subqueries are sets that may be large, and are gone when it is answered.
    db.pragma('temp_store = MEMORY')
    registerFunctions(db)
    return db
  }
  return { facts: open('facts'), control: open('control'), lanes: openLanesForReading(folder) }
}

export function closeFiles(files: Files): void {
  files.facts.close()
  files.control.close()
  files.lanes.close()
}
