/** What can be added to a segment, where, and how it is found. */
import type { Condition, Subject } from '../../../contract/segment/segment.ts'
import { CHANGES } from './kinds/changes.ts'
import { DOING } from './kinds/doing.ts'
import { ever, type Kind, once } from './kinds/kind.ts'
import { VISITS } from './kinds/visits.ts'
import { WHO } from './kinds/who.ts'

export const KINDS: Kind[] = [...WHO, ...DOING, ...CHANGES, ...VISITS]

/** Whom conditions at a place are asked of. */
export interface Standing {
  of: Subject
  /** Inside the users of an account, whose accounts cannot be asked again. */
  inUsers: boolean
}

/** The kinds that can stand there, by what is searched for: those called so before those that only have to do with it. */
export function kindsFor({ inUsers }: Standing, search: string): Kind[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const holds = (text: string) => {
    const parts = text.toLowerCase().split(/[\s,;“”]+/)
    return words.every(word => parts.some(part => part.startsWith(word)))
  }
  const found = KINDS.filter(kind => {
    if (inUsers && (kind.id === 'account' || kind.id === 'users')) return false
    return holds(`${kind.label} ${kind.hint} ${kind.also ?? ''} ${kind.group}`)
  })
  return found.sort((a, b) => Number(holds(b.label)) - Number(holds(a.label)))
}

/** A new condition of the kind, with around it what leads from whom is asked there to whom it asks. */
export function madeFor(kind: Kind, { of }: Standing): Condition {
  const asks = kind.asks === 'same' ? of : kind.asks
  // Of a session also all is asked that is asked of its person.
  const node = kind.make(asks === 'person' && of === 'session' ? 'session' : asks)
  if (asks === 'session' && of !== 'session') {
    const where: Condition = { kind: 'and', of: [node] }
    return inUsersOf(of, { kind: 'session', where, count: once, window: ever })
  }
  if (asks === 'person')
    return of === 'account' && kind.id !== 'account' ? inUsersOf(of, node) : unwrapped(node, of)
  if (asks === 'account' && of !== 'account') return { kind: 'account', where: { kind: 'and', of: [node] } }
  return node
}

function inUsersOf(of: Subject, node: Condition): Condition {
  return of === 'account' ? { kind: 'users', who: 'any', where: { kind: 'and', of: [node] } } : node
}

/** Of an account its own account is not asked: what would be asked of that one is. */
function unwrapped(node: Condition, of: Subject): Condition {
  return node.kind === 'account' && of === 'account' ? node.where : node
}
