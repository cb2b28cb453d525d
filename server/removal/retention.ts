import { KEEP_EVERYTHING, type Retention, retentionSchema } from '../../contract/removal.ts'
import { Rounds } from '../rounds.ts'
import type { Store } from '../store/port.ts'
import type { UnreadSession } from '../store/removal-port.ts'
import { labelsBySession } from '../watching/kept.ts'
import { forgetSessions } from './documents.ts'
import { unreadOf } from './unread.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Removed in one step, so that what arrives never waits long. */
const STEP = 200

type RetentionStore = Pick<
  Store,
  | 'projects'
  | 'setting'
  | 'putSetting'
  | 'sessions'
  | 'unread'
  | 'deleteSession'
  | 'deleteEventsBefore'
  | 'documents'
  | 'putDocument'
  | 'deleteDocument'
  | 'addAudit'
>

/** A project's rule; of another form, nothing is removed. */
export async function retentionOf(store: Pick<Store, 'setting'>, project: string): Promise<Retention> {
  const stored = retentionSchema.safeParse(await store.setting(`retention:${project}`))
  return stored.success ? stored.data : KEEP_EVERYTHING
}

export async function putRetention(
  store: Pick<Store, 'putSetting'>,
  project: string,
  rule: Retention,
): Promise<void> {
  await store.putSetting(`retention:${project}`, rule)
}

/** Removes what is older than the project keeps it; tells how much. */
export async function removeOld(
  store: RetentionStore,
  project: string,
  now: number,
): Promise<{ sessions: number; events: number }> {
  const rule = await retentionOf(store, project)
  const labelled = await labelsBySession(store, project)
  const days = new Map(rule.labels.map(({ label, days }) => [label, days]))
  /** null: for ever; undefined: no rule of a label. */
  const daysOf = (session: string): number | null | undefined => {
    const rules = (labelled.get(session) ?? []).flatMap(
      label => days.get(label) ?? (days.has(label) ? [null] : []),
    )
    return rules.length === 0 ? undefined : longest(rules)
  }
  const except = [...labelled.keys()].filter(session => daysOf(session) !== undefined)
  let sessions = 0
  if (rule.sessionsDays !== null) {
    sessions += await removeSessions(store, project, { to: now - rule.sessionsDays * DAY_MS, except })
  }
  for (const session of except) {
    const kept = daysOf(session)
    if (kept === null || kept === undefined) continue
    sessions += await removeSessions(store, project, { to: now - kept * DAY_MS, only: [session] })
  }
  sessions += await removeUnread(store, project, received => {
    const kept = daysOf(received.session)
    const days = kept === undefined ? rule.sessionsDays : kept
    return days !== null && received.receivedAt < now - days * DAY_MS
  })
  let events = 0
  if (rule.eventsDays !== null) {
    const before = now - rule.eventsDays * DAY_MS
    for (;;) {
      const gone = await store.deleteEventsBefore(project, before, STEP)
      events += gone
      if (gone < STEP) break
    }
  }
  if (sessions + events > 0) {
    const target = `${sessions} sessions and ${events} events kept long enough`
    await store.addAudit([{ project, at: now, actor: 'retention', action: 'deleted', target }])
  }
  return { sessions, events }
}

async function removeSessions(
  store: RetentionStore,
  project: string,
  which: { to: number; only?: string[]; except?: string[] },
): Promise<number> {
  let removed = 0
  for (;;) {
    const { items } = await store.sessions({ project, limit: STEP, ...which })
    if (items.length === 0) return removed
    await forgetSessions(store, project, new Set(items.map(one => one.session)))
    for (const { session } of items) await store.deleteSession({ project, session })
    removed += items.length
  }
}

/** Of these nothing tells when the visit was: they are as old as their last arrival. */
async function removeUnread(
  store: RetentionStore,
  project: string,
  isOld: (session: UnreadSession) => boolean,
): Promise<number> {
  const old = (await unreadOf(store, project, isOld)).map(one => one.session)
  if (old.length === 0) return 0
  await forgetSessions(store, project, new Set(old))
  for (const session of old) await store.deleteSession({ project, session })
  return old.length
}

function longest(days: (number | null)[]): number | null {
  return days.includes(null) ? null : Math.max(...days.map(one => one ?? 0))
}

/** Looks every hour. `removed` is told when something was: the files may be made to forget it. */
export function retentionRounds(store: RetentionStore, removed: () => void): Rounds {
  return new Rounds(
    HOUR_MS,
    'What is kept long enough could not be removed; it is tried again in an hour.',
    async () => {
      for (const { id } of await store.projects()) {
        const { sessions, events } = await removeOld(store, id, Date.now())
        if (sessions + events > 0) removed()
      }
    },
  )
}
