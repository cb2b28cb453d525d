import type { Database } from 'better-sqlite3'
import { FAILURE_KINDS } from '../../../contract/facts.ts'
import { Failure } from '../../failure.ts'
import { unpackFacts } from './facts-body.ts'
import { controlFirst, factsFirst } from './migrations/0001-first.ts'
import { factsHeatmap } from './migrations/0002-heatmap.ts'
import { controlSegmentGoal } from './migrations/0003-segment-goal.ts'
import { factsFailures } from './migrations/0004-failures.ts'
import { factsLive } from './migrations/0005-live.ts'
import { factsUnread } from './migrations/0006-unread.ts'
import { factsFindings } from './migrations/0007-findings.ts'
import { factsElementNames } from './migrations/0008-element-names.ts'
import { factsAccountCalls } from './migrations/0009-account-calls.ts'

/** In order; the version of a file is how many of them it has seen. Never changed once released. */
const MIGRATIONS = {
  facts: [
    factsFirst,
    factsHeatmap,
    factsFailures,
    factsLive,
    factsUnread,
    factsFindings,
    factsElementNames,
    factsAccountCalls,
  ],
  control: [controlFirst, controlSegmentGoal],
} as const

export function migrate(db: Database, kind: keyof typeof MIGRATIONS, folder: string): void {
  const steps = MIGRATIONS[kind]
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > steps.length) {
    throw new Failure(
      'newer-data',
      `The data in ${folder} was written by a newer Segreel (version ${version}, this one knows ${steps.length}): ` +
        'update Segreel, or choose another folder with SEGREEL_DATA.',
    )
  }
  registerReaders(db)
  db.transaction(() => {
    for (const step of steps.slice(version)) db.exec(step)
    db.pragma(`user_version = ${steps.length}`)
  })()
}

/** What migrations need to read what is packed: failures_of(facts), a JSON list; kind_of_failure(name), its place. */
function registerReaders(db: Database): void {
  const options = { deterministic: true, directOnly: true }
  const kinds: readonly string[] = FAILURE_KINDS
  db.function('failures_of', options, (body: Buffer) => JSON.stringify(unpackFacts(body).failures))
  db.function('kind_of_failure', options, (name: string) => kinds.indexOf(name))
}
