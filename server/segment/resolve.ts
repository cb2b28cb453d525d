import type { SegmentProblem } from '../../contract/segment/check.ts'
import type { Listed } from '../../contract/segment/list.ts'
import {
  type Condition,
  MAX_CONDITIONS,
  MAX_DEPTH,
  type Reference,
  type SegmentDefinition,
  type Subject,
} from '../../contract/segment/segment.ts'
import type { ResolvedCondition, ResolvedSegment } from './question.ts'
import { rebuilt } from './rebuild.ts'

const ACCOUNT_OF_USERS = 'The accounts of an account’s users cannot be asked for.'

/** What references lead to. */
export interface Stored {
  /** `broken`: it says something this version does not know any more. */
  segment: (id: string) => SegmentDefinition | 'broken' | undefined
  list: (id: string) => { of: Listed; ids: string[] } | undefined
}

interface Place {
  /** In the segment itself: what is wrong further down, in one it refers to, is told where it refers to it. */
  at: string
  referred: boolean
  /** Whom the node is asked of. */
  of: Subject
  /** Segments on the way here. */
  open: string[]
  depth: number
  /** Asked of an account's users, whose accounts may not be asked for again. */
  inUsers: boolean
}

/**
 * Replaces references to other segments by their trees and to lists by their ids, before any engine sees the segment.
 * What cannot be followed (gone, in a circle, of another subject, too large) matches nothing and is named in `problems`.
 * A segment of persons may stand in one of sessions (the session's person), one of accounts in both (the person's
 * accounts); not the other way round.
 */
export function resolveSegment(
  definition: SegmentDefinition,
  stored: Stored,
  ownId?: string,
): { segment: ResolvedSegment; problems: SegmentProblem[] } {
  const problems: SegmentProblem[] = []
  let nodes = 0

  const nothing = (at: string, message: string): ResolvedCondition => {
    problems.push({ at, message })
    return { kind: 'nothing' }
  }

  const follow = (node: Reference, place: Place): ResolvedCondition => {
    const { at, of, open, depth, inUsers, referred } = place
    if (node.kind === 'list') {
      const list = stored.list(node.id)
      if (!list) return nothing(at, `The list ${whence(referred)} is gone.`)
      const its = listSubject(list.of)
      if (its === 'account' && inUsers) return nothing(at, ACCOUNT_OF_USERS)
      return asked({ kind: 'ids', of: list.of, ids: list.ids }, its, of) ?? nothing(at, misplaced(its))
    }
    if (open.includes(node.id))
      return nothing(at, `This ${referred ? 'leads back: the ' : ''}segment refers to itself.`)
    const other = stored.segment(node.id)
    if (!other) return nothing(at, `The segment ${whence(referred)} is gone.`)
    if (other === 'broken') return nothing(at, `The segment ${whence(referred)} cannot be used any more.`)
    if (other.subject === 'account' && inUsers) return nothing(at, ACCOUNT_OF_USERS)
    if (asked({ kind: 'nothing' }, other.subject, of) === null) return nothing(at, misplaced(other.subject))
    // What a segment of persons says is about the person, also where a session is at hand.
    const tree = resolve(other.where, {
      ...{ at, of: other.subject, depth, inUsers },
      open: [...open, node.id],
      referred: true,
    })
    return asked(tree, other.subject, of) ?? { kind: 'nothing' }
  }

  const resolve = (node: Condition, place: Place): ResolvedCondition => {
    nodes += 1
    const { at, of, depth } = place
    if (depth > MAX_DEPTH) {
      return nothing(at, `With the segments it refers to, this is nested over ${MAX_DEPTH} deep.`)
    }
    if (nodes > MAX_CONDITIONS) {
      return nothing(at, `With all segments it refers to, this has over ${MAX_CONDITIONS} conditions.`)
    }
    if (node.kind === 'account' && place.inUsers) return nothing(at, ACCOUNT_OF_USERS)
    if (node.kind === 'segment' || node.kind === 'list') return follow(node, place)
    return rebuilt(node, part =>
      resolve(part.node, {
        ...place,
        at: place.referred ? at : `${at}${part.at}`,
        of: part.of === 'same' ? of : part.of,
        depth: depth + 1,
        inUsers: place.inUsers || node.kind === 'users',
      }),
    )
  }

  const where = resolve(definition.where, {
    at: 'where',
    of: definition.subject,
    open: ownId ? [ownId] : [],
    depth: 1,
    inUsers: false,
    referred: false,
  })
  // A part that matches nothing must not turn into everyone under a `not`: the whole segment then holds nobody.
  return {
    segment: { subject: definition.subject, where: problems.length > 0 ? { kind: 'nothing' } : where },
    problems,
  }
}

/** A condition on one subject as it is asked of another; null: it cannot be. */
function asked(node: ResolvedCondition, its: Subject, of: Subject): ResolvedCondition | null {
  if (its === of || (its === 'person' && of === 'session')) return node
  return its === 'account' ? { kind: 'account', where: node } : null
}

function whence(referred: boolean): string {
  return referred ? 'that the segment here refers to' : 'referred to here'
}

function listSubject(of: Listed): Subject {
  return of === 'session' || of === 'account' ? of : 'person'
}

function misplaced(its: Subject): string {
  return its === 'session'
    ? 'This is a question about sessions: put it inside "has a session where".'
    : 'This is a question about persons: put it inside "its users".'
}
