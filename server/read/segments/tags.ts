import type { SegmentTags } from '../../../contract/segment/live.ts'
import { asksAccounts } from '../../segment/asks.ts'
import { matchSession } from '../../segment/match.ts'
import type { AsOf, Question } from '../../segment/question.ts'
import type { SessionRow, Store } from '../../store/port.ts'
import { zoneOf } from '../zone.ts'
import { resolveAll } from './saved.ts'

/** The saved segments a session was in when it was recorded, and those it is in now. */
export async function segmentTagsOf(store: Store, row: SessionRow, now: number): Promise<SegmentTags> {
  const { project, session: id, person } = row
  const rows = await store.segments(project)
  if (rows.length === 0) return { atVisit: [], now: [], kept: false }
  const kept = await store.sessionTags({ project, session: id })
  const { segments } = await resolveAll(store, project, rows)
  const zone = await zoneOf(store, project)
  const ask = (asOf: AsOf) => segments.map(({ segment }): Question => ({ segment, asOf, zone }))
  const today = ask({ kind: 'at', time: now })
  const history = await store.history(project, person, today.some(asksAccounts))
  const session = history?.sessions.find(one => one.id === id)
  if (!history || !session) return { atVisit: [], now: [], kept: false }
  const then = ask({ kind: 'session' })
  const named = (chosen: (id: string, i: number) => boolean) =>
    segments.flatMap(({ id, name }, i) => (chosen(id, i) ? [{ id, name }] : []))
  return {
    atVisit: named((id, i) => kept?.includes(id) ?? matchSession(then[i]!, history, session)),
    now: named((_, i) => matchSession(today[i]!, history, session)),
    kept: kept !== null,
  }
}
