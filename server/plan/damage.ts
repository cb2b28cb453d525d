import type { Condition, SegmentDefinition } from '../../contract/segment.ts'
import { eventName } from '../segment/event-name.ts'
import type { Checkable } from './compile.ts'
import { nearMiss } from './near-miss.ts'

export interface AskedSegment {
  id: string
  name: string
  definition: SegmentDefinition
}

/**
 * Which segments a wrong event damages: those that ask for it by its name, by the name probably meant, or for a
 * trait it should have carried; also through the segments they refer to.
 */
export function damaged(event: Checkable, segments: readonly AskedSegment[]): { id: string; name: string }[] {
  const name = eventName(event)
  const byId = new Map(segments.map(segment => [segment.id, segment]))
  return segments
    .filter(({ definition }) => asks(definition.where, event, name, byId, new Set()))
    .map(({ id, name: called }) => ({ id, name: called }))
}

function asks(
  node: Condition,
  event: Checkable,
  name: string | null,
  byId: Map<string, AskedSegment>,
  open: Set<string>,
): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.some(part => asks(part, event, name, byId, open))
    case 'not':
      return asks(node.of, event, name, byId, open)
    case 'session':
      return asks(node.where, event, name, byId, open)
    case 'event':
      return name !== null && (node.event === name || nearMiss(name, [node.event]) !== undefined)
    case 'trait':
      return event.type === 'identify'
    case 'segment': {
      const other = byId.get(node.id)
      if (!other || open.has(node.id)) return false
      return asks(other.definition.where, event, name, byId, new Set([...open, node.id]))
    }
    case 'page':
    case 'field':
      return false
  }
}
