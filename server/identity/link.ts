import type { NewEvent } from '../../contract/event.ts'
import { isUsable } from './person-id.ts'

/** A statement that an anonymous id and a user id are one person. */
export interface Link {
  /** Of an alias: its previousId, which may turn out to be a user id. */
  anonymousId: string
  userId: string
  at: number
  messageId: string
  by: 'seen' | 'alias'
}

/** What an event says about who is who. */
export function linksOf(
  event: Pick<NewEvent, 'type' | 'userId' | 'anonymousId' | 'previousId' | 'at' | 'messageId'>,
): Link[] {
  const { userId, anonymousId, previousId, at, messageId } = event
  if (!userId) return []
  const links: Link[] = []
  if (anonymousId) links.push({ anonymousId, userId, at, messageId, by: 'seen' })
  if (event.type === 'alias' && previousId && previousId !== userId) {
    links.push({ anonymousId: previousId, userId, at, messageId, by: 'alias' })
  }
  // Two ids that both say nothing concern no one.
  return links.filter(link => isUsable(link.userId) || isUsable(link.anonymousId))
}

/** The user id an event or recording vouches for; an alias's previousId is not vouched for. */
export function knownUser(ids: { userId?: string }): string | null {
  return isUsable(ids.userId) ? ids.userId : null
}
