import type { Database } from 'better-sqlite3'
import type { Handlers, Reply, Request, WriteName } from '../protocol.ts'
import { replyError, run } from '../reply.ts'

/**
 * Runs jobs in one transaction, so that they share one sync of the disk. A job that fails is undone alone; when
 * the commit itself fails, all have failed. `forget` drops what was remembered of rows that are now undone.
 */
export function groupCommit<N extends WriteName>(
  db: Database,
  handlers: Handlers<N>,
  forget: () => void,
): (jobs: Request<N>[]) => Reply[] {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const save = db.prepare('SAVEPOINT job')
  const undo = db.prepare('ROLLBACK TO job')
  const release = db.prepare('RELEASE job')

  const together = (jobs: Request<N>[]): Reply[] => {
    begin.run()
    const replies = jobs.map((job): Reply => ({ id: job.id, value: run(handlers, job) }))
    commit.run()
    return replies
  }

  const guarded = (jobs: Request<N>[]): Reply[] => {
    const replies: Reply[] = []
    begin.run()
    for (const job of jobs) {
      save.run()
      try {
        replies.push({ id: job.id, value: run(handlers, job) })
      } catch (error) {
        // Some errors (a full disk) end the whole transaction by themselves.
        if (!db.inTransaction) throw error
        undo.run()
        forget()
        replies.push(replyError(job.id, error))
      }
      release.run()
    }
    commit.run()
    return replies
  }

  const undoAll = () => {
    if (db.inTransaction) rollback.run()
    forget()
  }

  return jobs => {
    try {
      return together(jobs)
    } catch {
      // Failing is rare: only then is each job guarded by a savepoint, and what failed before fails again and says why.
      undoAll()
    }
    try {
      return guarded(jobs)
    } catch (error) {
      undoAll()
      return jobs.map(job => replyError(job.id, error))
    }
  }
}
