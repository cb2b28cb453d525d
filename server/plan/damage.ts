import { boardInputSchema } from '../../contract/behaviour/board-chart.ts'
import { savedFunnelInputSchema } from '../../contract/behaviour/saved-funnel.ts'
import type { EventType } from '../../contract/event.ts'
import type { Dependent, Finding } from '../../contract/plan.ts'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import { nearMiss } from './near-miss.ts'

/** Something saved that asks for events: a segment, a funnel or another chart of a board. */
export interface Asker extends Dependent {
  /** Names of events, as a history has them. */
  events: ReadonlySet<string>
  traits: ReadonlySet<string>
}

interface NamedSegment {
  id: string
  name: string
  definition: SegmentDefinition
}

/** What segments ask for, also through the segments they refer to. */
export function segmentsAsking(segments: readonly NamedSegment[]): Asker[] {
  const byId = new Map(segments.map(segment => [segment.id, segment]))
  return segments.map(({ id, name, definition }) => {
    const asked = { events: new Set<string>(), traits: new Set<string>() }
    gather(definition.where, asked, byId, new Set([id]))
    return { kind: 'segment', id, name, ...asked }
  })
}

/** What the charts of boards ask for; a document that is no board asks for nothing. */
export function boardsAsking(documents: readonly { id: string; value: unknown }[]): Asker[] {
  return documents.flatMap(({ id: board, value }) => {
    const read = boardInputSchema.safeParse(value)
    return (read.data?.charts ?? []).map(({ id, title, kind, definition }): Asker => {
      const asked = { events: new Set<string>(), traits: new Set<string>() }
      gather(definition, asked, new Map(), new Set())
      return { kind: kind === 'funnel' ? 'funnel' : 'chart', id, name: title, board, ...asked }
    })
  })
}

/** What saved funnels ask for; a document that is no funnel asks for nothing. */
export function funnelsAsking(documents: readonly { id: string; value: unknown }[]): Asker[] {
  return documents.flatMap(({ id, value }) => {
    const read = savedFunnelInputSchema.safeParse(value)
    if (!read.success) return []
    const asked = { events: new Set<string>(), traits: new Set<string>() }
    gather(read.data.definition, asked, new Map(), new Set())
    return [{ kind: 'funnel' as const, id, name: read.data.name, ...asked }]
  })
}

export function dependentOf({ kind, id, name, board }: Asker): Dependent {
  return { kind, id, name, ...(board !== undefined && { board }) }
}

/**
 * By the names members have in every kind of condition: `event`, `events` and `trait`. What a value is tested for
 * stands under `is`.
 */
function gather(
  node: unknown,
  asked: { events: Set<string>; traits: Set<string> },
  byId: ReadonlyMap<string, NamedSegment>,
  open: Set<string>,
): void {
  if (typeof node !== 'object' || node === null) return
  if ('event' in node && typeof node.event === 'string') asked.events.add(node.event)
  if ('events' in node && Array.isArray(node.events))
    for (const one of node.events) asked.events.add(String(one))
  if ('trait' in node && typeof node.trait === 'string') asked.traits.add(node.trait)
  if ('kind' in node && node.kind === 'segment' && 'id' in node && typeof node.id === 'string') {
    const other = open.has(node.id) ? undefined : byId.get(node.id)
    open.add(node.id)
    gather(other?.definition.where, asked, byId, open)
  }
  for (const [name, part] of Object.entries(node)) if (name !== 'is') gather(part, asked, byId, open)
}

/** A wrong event, or what is wrong in it. */
export interface Wrong extends Pick<Finding, 'field'> {
  event: string
  type: EventType
}

/**
 * Whom it damages: those who ask for the event by its name or the name probably meant; of an identify or a group those
 * who ask for the trait that is wrong, or for any when the call itself is.
 */
export function damaged<A extends Asker>(wrong: Wrong, askers: readonly A[]): A[] {
  return askers.filter(({ events, traits }) =>
    wrong.type === 'identify' || wrong.type === 'group'
      ? asksForTrait(wrong.field, traits)
      : events.has(wrong.event) || [...events].some(name => nearMiss(wrong.event, [name]) !== undefined),
  )
}

function asksForTrait(field: string, traits: ReadonlySet<string>): boolean {
  const [place, name] = field.split('.')
  if (place !== 'traits' || name === undefined) return traits.size > 0
  return traits.has(name) || [...traits].some(trait => nearMiss(name, [trait]) !== undefined)
}
