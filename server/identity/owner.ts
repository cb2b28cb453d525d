import { byTime } from '../../contract/event.ts'
import { compareTexts } from '../text-order.ts'
import type { Link } from './link.ts'
import { isUsable } from './person-id.ts'

/** Anonymous ids one user may have; beyond, it is a shared machine or a bug, and the earliest stay. */
export const MAX_ANONYMOUS_IDS = 100

export type Refusal = 'blocked-id' | 'two-users' | 'other-user-first' | 'too-many-ids'

/** Why a link can tie nothing, whatever else is known; null when it can. */
export function refusalOf(link: Link, isUser: (id: string) => boolean): 'blocked-id' | 'two-users' | null {
  if (!isUsable(link.anonymousId) || !isUsable(link.userId)) return 'blocked-id'
  return link.by === 'alias' && isUser(link.anonymousId) ? 'two-users' : null
}

/** Of all links of one anonymous id, the one that names its owner: the earliest that can tie. */
export function namingLink(links: readonly Link[], isUser: (id: string) => boolean): Link | null {
  let first: Link | null = null
  for (const link of links) {
    if (refusalOf(link, isUser) === null && (first === null || inOrder(link, first) < 0)) first = link
  }
  return first
}

/** Time, then messageId; one message may tie several ids, so then the ids and how. */
export function inOrder(a: Link, b: Link): number {
  return (
    byTime(a, b) ||
    compareTexts(a.userId, b.userId) ||
    compareTexts(a.anonymousId, b.anonymousId) ||
    compareTexts(a.by, b.by)
  )
}

/** Of the links that name one user as owner, those that count. */
export function withinLimit(naming: readonly Link[]): Link[] {
  return [...naming].sort(inOrder).slice(0, MAX_ANONYMOUS_IDS)
}

/**
 * The rule as a whole: for each anonymous id its owner. Needs every link of the anonymous ids, and of the users
 * named as owners every link that names them.
 */
export function ownersOf(links: readonly Link[], isUser: (id: string) => boolean): Map<string, string> {
  const naming = new Map<string, Link[]>()
  for (const ofOne of groupBy(links, link => link.anonymousId).values()) {
    const link = namingLink(ofOne, isUser)
    if (link) naming.set(link.userId, [...(naming.get(link.userId) ?? []), link])
  }
  const owners = new Map<string, string>()
  for (const ofUser of naming.values())
    for (const link of withinLimit(ofUser)) owners.set(link.anonymousId, link.userId)
  return owners
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
