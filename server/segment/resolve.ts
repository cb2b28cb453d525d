import type { Condition, SegmentDefinition } from '../../contract/segment.ts'
import type { SegmentProblem } from '../../contract/segment-check.ts'
import { MAX_CONDITIONS, MAX_DEPTH } from '../../contract/segment.ts'
import type { ResolvedCondition, ResolvedSegment } from './question.ts'

/**
 * Replaces references to other segments by their trees, before any engine sees the segment. What cannot be
 * followed (gone, in a circle, of another subject, too large) matches nothing and is named in `problems`.
 * A segment of persons may stand in one of sessions (the session's person); not the other way round.
 */
export function resolveSegment(
  definition: SegmentDefinition,
  find: (id: string) => SegmentDefinition | undefined,
  ownId?: string,
): { segment: ResolvedSegment; problems: SegmentProblem[] } {
  const problems: SegmentProblem[] = []
  let nodes = 0

  const nothing = (at: string, message: string): ResolvedCondition => {
    problems.push({ at, message })
    return { kind: 'nothing' }
  }

  const resolve = (
    node: Condition,
    at: string,
    inSession: boolean,
    open: string[],
    depth: number,
  ): ResolvedCondition => {
    nodes += 1
    if (depth > MAX_DEPTH) {
      return nothing(at, `With the segments it refers to, this is nested over ${MAX_DEPTH} deep.`)
    }
    if (nodes > MAX_CONDITIONS)
      return nothing(at, `With all segments it refers to, this has over ${MAX_CONDITIONS} conditions.`)
    switch (node.kind) {
      case 'and':
      case 'or':
        return {
          kind: node.kind,
          of: node.of.map((part, i) => resolve(part, `${at}.of[${i}]`, inSession, open, depth + 1)),
        }
      case 'not':
        return { kind: 'not', of: resolve(node.of, `${at}.of`, inSession, open, depth + 1) }
      case 'session':
        return { ...node, where: resolve(node.where, `${at}.where`, true, open, depth + 1) }
      case 'segment': {
        if (open.includes(node.id)) return nothing(at, 'This segment refers to itself.')
        const other = find(node.id)
        if (!other) return nothing(at, 'The segment referred to here is gone.')
        if (other.subject === 'session' && !inSession) {
          return nothing(
            at,
            'A segment of sessions belongs to a session: put it inside "has a session where".',
          )
        }
        // What a segment of persons says is about the person, also where a session is at hand.
        const inner = resolve(
          other.where,
          at,
          inSession && other.subject === 'session',
          [...open, node.id],
          depth,
        )
        return inner
      }
      default:
        return node
    }
  }

  const where = resolve(definition.where, 'where', definition.subject === 'session', ownId ? [ownId] : [], 1)
  // A part that matches nothing must not turn into everyone under a `not`: the whole segment then holds nobody.
  return {
    segment: { subject: definition.subject, where: problems.length > 0 ? { kind: 'nothing' } : where },
    problems,
  }
}
