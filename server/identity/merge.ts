import { byTime } from '../../contract/event.ts'
import type { Link } from './link.ts'
import { inOrder, type Refusal, refusalOf } from './owner.ts'

/** A link and what became of it: every merge, and every refused one with its reason. */
export interface Merge extends Link {
  outcome: 'merged' | 'refused'
  reason: 'naming-link' | 'same-user-again' | Refusal
}

interface Known {
  isUser: (id: string) => boolean
  /** The user an anonymous id belongs to. */
  ownerOf: (anonymousId: string) => string | undefined
  /** The user its naming link names; differs from the owner past the limit of ids. */
  namedBy: (anonymousId: string) => Link | null
}

/** What became of the links, in order of time. */
export function mergesOf(links: readonly Link[], known: Known): Merge[] {
  return earliestOfEach(links)
    .sort(inOrder)
    .map(link => ({ ...link, ...judge(link, known) }))
}

function judge(link: Link, known: Known): Pick<Merge, 'outcome' | 'reason'> {
  const refusal = refusalOf(link, known.isUser)
  if (refusal) return { outcome: 'refused', reason: refusal }
  const naming = known.namedBy(link.anonymousId)
  if (naming && naming.userId !== link.userId) return { outcome: 'refused', reason: 'other-user-first' }
  if (known.ownerOf(link.anonymousId) !== link.userId) return { outcome: 'refused', reason: 'too-many-ids' }
  const first = naming !== null && byTime(naming, link) === 0
  return { outcome: 'merged', reason: first ? 'naming-link' : 'same-user-again' }
}

/** A pair of ids seen together a thousand times is one merge. */
function earliestOfEach(links: readonly Link[]): Link[] {
  const first = new Map<string, Link>()
  for (const link of links) {
    const key = JSON.stringify([link.anonymousId, link.userId, link.by])
    const known = first.get(key)
    if (!known || inOrder(link, known) < 0) first.set(key, link)
  }
  return [...first.values()]
}
