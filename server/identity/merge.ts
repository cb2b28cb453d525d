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

/** What became of each link, in order of time. */
export function mergesOf(links: readonly Link[], known: Known): Merge[] {
  return [...links].sort(inOrder).map(link => ({ ...link, ...judge(link, known) }))
}

function judge(link: Link, known: Known): Pick<Merge, 'outcome' | 'reason'> {
  const refusal = refusalOf(link, known.isUser)
  if (refusal) return { outcome: 'refused', reason: refusal }
  const naming = known.namedBy(link.anonymousId)
  if (naming && naming.userId !== link.userId) return { outcome: 'refused', reason: 'other-user-first' }
  if (known.ownerOf(link.anonymousId) !== link.userId) return { outcome: 'refused', reason: 'too-many-ids' }
  const first = naming !== null && inOrder(naming, link) === 0
  return { outcome: 'merged', reason: first ? 'naming-link' : 'same-user-again' }
}
