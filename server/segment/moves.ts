/** Upgrades and downgrades: a trait that changed from one value to a higher or a lower one. */
import type { Json, JsonObject } from '../../contract/event.ts'
import type { TraitChange } from './history.ts'
import type { Node } from './question.ts'
import { applyChange } from './trait-operations.ts'

export interface Move {
  at: number
  messageId: string
  before: Json
  after: Json
}

/** Every change of the trait's value, in order. */
export function movesOf(trait: string, changes: readonly TraitChange[]): Move[] {
  const traits: JsonObject = Object.create(null)
  const moves: Move[] = []
  for (const { at, messageId, traits: written, operations } of changes) {
    const before = traits[trait] ?? null
    applyChange(traits, written, operations)
    const after = traits[trait] ?? null
    if (JSON.stringify(before) !== JSON.stringify(after)) moves.push({ at, messageId, before, after })
  }
  return moves
}

/** Whether a change goes the way asked for; a value that has no place in the order goes nowhere. */
export function goes({ direction, order }: Node<'moved'>, before: Json, after: Json): boolean {
  const from = placeOf(before, order)
  const to = placeOf(after, order)
  if (from === null || to === null) return false
  return direction === 'up' ? to > from : to < from
}

function placeOf(value: Json, order: Node<'moved'>['order']): number | null {
  if (order.length === 0) return typeof value === 'number' ? value : null
  if (typeof value === 'object') return null
  const place = order.indexOf(value)
  return place < 0 ? null : place
}
