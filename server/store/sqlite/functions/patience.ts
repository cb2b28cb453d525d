/** How long a thread may work at one question. What it calls row by row looks at the clock; nothing else ends SQLite. */
import type { Database } from 'better-sqlite3'
import { Failure } from '../../../failure.ts'

let begun = 0
let limit = Number.POSITIVE_INFINITY

/** `limitMs` from now on. */
export function answerWithin<T>(limitMs: number, answer: () => T): T {
  begun = performance.now()
  limit = limitMs
  try {
    return answer()
  } finally {
    limit = Number.POSITIVE_INFINITY
  }
}

/** Throws when the question at hand takes too long. */
export function lookAtTheClock(): void {
  if (performance.now() - begun > limit) throw tooSlow(limit)
}

export function tooSlow(limitMs: number): Failure {
  const seconds = Math.max(1, Math.round(limitMs / 1_000))
  return new Failure(
    'too-slow',
    `This takes longer than ${seconds === 1 ? 'a second' : `${seconds} seconds`} on the data there is, and was stopped. Choose fewer days, add a condition that fewer people meet, or judge the segment now instead of when recorded.`,
  )
}

/** in_time() is true, or ends the statement. */
export function registerPatience(db: Database): void {
  db.function('in_time', { directOnly: true }, () => {
    lookAtTheClock()
    return 1
  })
}
