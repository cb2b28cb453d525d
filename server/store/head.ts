/** What a batch's head means to a session, the same in every engine. */
import { type BatchHead, SESSION_MAX_MS } from '../../contract/batch.ts'
import type { Link } from '../identity/link.ts'
import { isUsable } from '../identity/person-id.ts'
import { CLOCK_TOLERANCE_MS, type NewBatch } from './port.ts'

/** Server clock minus visitor clock, ms. */
export function clockOffset({ head, receivedAt }: Pick<NewBatch, 'head' | 'receivedAt'>): number {
  const offset = receivedAt - head.sentAt
  return Math.abs(offset) <= CLOCK_TOLERANCE_MS ? 0 : offset
}

/** `begun`: the stored start, server clock. An import keeps whatever length it has. */
export function isTooLong({ head, source }: NewBatch, offset: number, begun: number): boolean {
  return source === 'recorder' && head.to + offset - begun > SESSION_MAX_MS
}

/** What the head says about who is who; batches have no messageId, so their key takes its place. */
export function headLink(head: NewBatch['head'], offset: number): Link | null {
  const { anonymousId, userId } = head
  if (!userId || (!isUsable(userId) && !isUsable(anonymousId))) return null
  return { anonymousId, userId, at: head.from + offset, messageId: headMessage(head), by: 'seen' }
}

export function headMessage(head: Pick<BatchHead, 'session' | 'tab' | 'seq'>): string {
  return `${head.session}/${head.tab}/${head.seq}`
}
