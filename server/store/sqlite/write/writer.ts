import { FACTS_VERSION } from '../../../../contract/facts.ts'
import type { Files } from '../connection.ts'
import { dictionary } from '../dictionary.ts'
import { folding } from '../people/folding.ts'
import { linking } from '../people/linking.ts'
import { persons } from '../people/persons.ts'
import { visits } from '../people/visits.ts'
import type { ControlWriteName, Handlers, Name, Request, WriteName } from '../protocol.ts'
import { remover } from '../remove/remove.ts'
import { batchPutter } from './batch.ts'
import { contexts } from './contexts.ts'
import { derivedPutter } from './derived.ts'
import { echoWrites } from './echoes.ts'
import { eventPutter } from './events.ts'
import { failurePutter } from './failures.ts'
import { heatPutter } from './heat.ts'
import { liveWrites } from './live.ts'
import { batchRewriter } from './rewrite-batch.ts'
import { eventRewriter } from './rewrite-events.ts'
import { textPutter } from './texts.ts'
import { verdictPutter } from './verdict.ts'

const CONTROL = {
  putProject: true,
  putSegment: true,
  deleteSegment: true,
  putSetting: true,
  putDocument: true,
  deleteDocument: true,
  addOutcomes: true,
  addAudit: true,
} as const satisfies Record<ControlWriteName, true>

export function isControlWrite(request: Request<Name>): request is Request<ControlWriteName> {
  return Object.hasOwn(CONTROL, request.name)
}

export function isFactWrite(request: Request<WriteName>): request is Request<FactWriteName> {
  return !isControlWrite(request) && !isCompaction(request)
}

/** Cannot be a part of a transaction. */
export function isCompaction(request: Request<Name>): request is Request<'compact'> {
  return request.name === 'compact'
}

export type FactWriteName = Exclude<WriteName, ControlWriteName | 'compact'>

/** `forget`: drop what was remembered of rows, after some were undone. */
export function factWrites({ facts: db, lanes }: Pick<Files, 'facts' | 'lanes'>): {
  handlers: Handlers<FactWriteName>
  forget: () => void
} {
  const names = dictionary(db)
  const shared = contexts(db)
  const people = persons(db)
  const traits = folding(db, names)
  const links = linking(db, people, traits)
  const parts = {
    db,
    lanes,
    names,
    contexts: shared,
    persons: people,
    links,
    traits,
    visits: visits(db, people),
    verdicts: verdictPutter(db),
    heat: heatPutter(db, names),
    texts: textPutter(db),
    failures: failurePutter(db),
  }
  const again = db.prepare<{ now: number; project: number | null }>(
    `UPDATE session SET again = @now, since = min(coalesce(since, @now), @now)
     WHERE batches > 0 AND (@project IS NULL OR project = @project)`,
  )
  // Facts of an older version wait from the start of the version that knows better.
  db.prepare<{ now: number; version: number }>(
    `UPDATE session SET again = @now, since = min(coalesce(since, @now), @now)
     WHERE key IN (SELECT session FROM tab WHERE version < @version)`,
  ).run({ now: Date.now(), version: FACTS_VERSION })
  const putEvents = eventPutter(parts)
  const putBatch = batchPutter(parts)
  const putDerived = derivedPutter(parts)
  return {
    handlers: {
      putBatch,
      putEvents,
      putDerived,
      putVerdicts: (projectId, verdicts) => {
        const project = names.project(projectId)
        for (const verdict of verdicts) {
          const session = parts.visits.find(project, verdict.session)
          if (session !== undefined) parts.verdicts.replace(project, session, verdict)
        }
      },
      deriveAgain: project => {
        const key = project === undefined ? null : names.project(project)
        return again.run({ now: Date.now(), project: key }).changes
      },
      replaceBatch: batchRewriter(parts),
      replaceEvents: eventRewriter(parts),
      ...echoWrites(db),
      ...remover(parts),
      ...liveWrites(db),
    },
    forget: () => {
      names.forget()
      shared.forget()
      people.forget()
      parts.visits.forget()
      links.startOver()
    },
  }
}
