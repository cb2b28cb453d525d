import type { Database } from 'better-sqlite3'
import { Failure } from '../../failure.ts'
import { controlFirst, factsFirst } from './migrations/0001-first.ts'
import { factsHeatmap } from './migrations/0002-heatmap.ts'
import { controlSegmentGoal } from './migrations/0003-segment-goal.ts'

/** In order; the version of a file is how many of them it has seen. Never changed once released. */
const MIGRATIONS = { facts: [factsFirst, factsHeatmap], control: [controlFirst, controlSegmentGoal] } as const

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
  db.transaction(() => {
    for (const step of steps.slice(version)) db.exec(step)
    db.pragma(`user_version = ${steps.length}`)
  })()
}
