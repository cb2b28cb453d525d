import type { Files } from '../connection.ts'
import { dropUnused } from './unused.ts'

/**
 * VACUUM writes each file anew without the pages and the parts of pages that rows left (sqlite.org/lang_vacuum.html);
 * the log, which holds them still, is then emptied.
 */
export function compact({ facts, control }: Files): void {
  facts.transaction(() => dropUnused(facts))()
  for (const db of [facts, control]) {
    db.exec('VACUUM')
    db.pragma('wal_checkpoint(TRUNCATE)')
  }
}
