/** The sessions behind a number, as a segment: those of one side of the bar in which something holds. */
import type { Condition, SegmentDefinition } from '../../contract/segment/segment.ts'
import { bar, type Changes, EVERYONE_ELSE, to } from '../location.ts'
import { segments } from './projects.ts'

/** 0: who the bar has chosen; 1: whom they are compared with. */
export type SideOfBar = 0 | 1

/** The list of the side's sessions, or only those in which `met` holds. */
export function sessionsWithin(side: SideOfBar, met: Condition | null, changes: Changes = {}): string {
  const whom = conditionOf(side)
  const of = [whom, met].filter(one => one !== null)
  const { segment, compare } = bar.value
  const alone = side === 0 ? segment : compare === EVERYONE_ELSE ? undefined : compare
  const asked: Changes =
    of.length === 0
      ? {}
      : met === null && alone
        ? { segment: alone }
        : { definition: JSON.stringify(definitionOf(of)) }
  return to('/sessions', { segment: null, definition: null, compare: null, ...asked, ...changes })
}

function definitionOf(of: Condition[]): SegmentDefinition {
  const [first] = of
  return { version: 1, subject: 'session', where: of.length === 1 && first ? first : { kind: 'and', of } }
}

/** Null: everyone. */
function conditionOf(side: SideOfBar): Condition | null {
  const { segment, definition, compare } = bar.value
  if (side === 1 && compare && compare !== EVERYONE_ELSE) return saved(compare)
  const chosen = segment ? saved(segment) : definition ? unsaved(definition) : null
  return side === 1 && chosen ? { kind: 'not', of: chosen } : chosen
}

function saved(id: string): Condition {
  const one = segments.value.value?.find(other => other.id === id)
  return ofSession({ kind: 'segment', id }, one?.definition.subject)
}

function unsaved(text: string): Condition | null {
  try {
    const { where, subject }: SegmentDefinition = JSON.parse(text)
    return ofSession(where, subject)
  } catch {
    // What cannot be read is refused where the segment itself is asked for.
    return null
  }
}

/** What is asked of accounts is asked of those the session's person belongs to. */
function ofSession(where: Condition, subject: SegmentDefinition['subject'] | undefined): Condition {
  return subject === 'account' ? { kind: 'account', where } : where
}
