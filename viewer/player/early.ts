/**
 * Opened by a link, a moment is asked for while the player's code is still on its way: the session, then the batches
 * that show the moment. The player takes each answer once; what it asks later it asks anew.
 */
import type { eventWithTime } from '@rrweb/types'
import type { SessionDetail } from '../../contract/api.ts'
import { api } from '../api.ts'
import { bar, query } from '../location.ts'
import { lastBatchAt, snapshotBefore, tabAt } from '../replay/plan.ts'

let asked: { id: string; session: Promise<SessionDetail> } | null = null
/** By `session tab seq`. */
const batches = new Map<string, Promise<eventWithTime[]>>()

export function askEarly(id: string): void {
  const { project } = bar.peek()
  const mine = { id, session: api.session(id, project) }
  asked = mine
  mine.session.then(
    detail => {
      for (const { tab, seq } of batchesOf(detail)) {
        const key = `${id} ${tab} ${seq}`
        const answer = api.batch(id, tab, seq, project)
        batches.set(key, answer)
        answer.catch(() => batches.delete(key))
      }
    },
    () => {
      // Not taken yet: the player asks again, perhaps by then signed in, and tells what is wrong.
      if (asked === mine) asked = null
    },
  )
}

/** What showing the moment in the address needs; nothing when the segment has to tell the moment first. */
function batchesOf({ recordings, startedAt, endedAt }: SessionDetail): { tab: string; seq: number }[] {
  const { segment, definition } = bar.peek()
  const t = query.peek().get('t')
  if (t === null && (segment || definition)) return []
  const at = Math.min(startedAt + (Number(t) || 0), endedAt)
  const tab = recordings.find(one => one.id === query.peek().get('tab')) ?? tabAt(recordings, at)
  if (!tab) return []
  const last = lastBatchAt(tab.batches, at)
  return tab.batches
    .slice(snapshotBefore(tab.batches, last), last + 1)
    .map(({ seq }) => ({ tab: tab.id, seq }))
}

export function takeSession(id: string): Promise<SessionDetail> | null {
  if (asked?.id !== id) return null
  const { session } = asked
  asked = null
  return session
}

export function takeBatch(session: string, tab: string, seq: number): Promise<eventWithTime[]> | null {
  const key = `${session} ${tab} ${seq}`
  const answer = batches.get(key) ?? null
  batches.delete(key)
  return answer
}
