import type { Database } from 'better-sqlite3'
import type { Handlers, Reply, Request, WriteName } from './protocol.ts'
import { replyError, run } from './reply.ts'

/**
 * Runs jobs in one transaction, so that they share one sync of the disk. A job that fails is undone alone; when
 * the commit itself fails, all have failed. `forget` drops what was remembered of rows that are now undone.
 */
export function commitGroup<N extends WriteName>(
  db: Database,
  handlers: Handlers<N>,
  jobs: Request<N>[],
  forget: () => void,
): Reply[] {
  const replies: Reply[] = []
  try {
    db.exec('BEGIN IMMEDIATE')
    for (const job of jobs) {
      db.exec('SAVEPOINT job')
      try {
        replies.push({ id: job.id, value: run(handlers, job) })
      } catch (error) {
        // Some errors (a full disk) end the whole transaction by themselves.
        if (!db.inTransaction) throw error
        db.exec('ROLLBACK TO job')
        forget()
        replies.push(replyError(job.id, error))
      }
      db.exec('RELEASE job')
    }
    db.exec('COMMIT')
    return replies
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    forget()
    return jobs.map(job => replyError(job.id, error))
  }
}
