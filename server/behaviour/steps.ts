/** Which deeds pass a step. Engines that ask in SQL must agree with these functions. */

import type { Step } from '../../contract/behaviour/step.ts'
import type { Json, JsonObject } from '../../contract/event.ts'
import { testProperty } from '../segment/value.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Tests that look back from a time look back from the event's own. */
export function passesEvent(
  step: StepOf<'event'>,
  { name, properties, at }: { name: string; properties: JsonObject; at: number },
): boolean {
  return step.event === name && step.where.every(test => testProperty(test, properties, at))
}

export function passesPage(step: StepOf<'page'>, pattern: string): boolean {
  return step.page === pattern
}

/**
 * An element is asked for by its fingerprint, whatever it said, or else by what it said at any time. With neither a step
 * asks for nothing, and nothing passes it.
 */
export function passesClick(
  step: StepOf<'click'>,
  click: { element: string; names: readonly string[]; page: string },
): boolean {
  if (step.page !== '' && step.page !== click.page) return false
  if (step.element !== '') return step.element === click.element
  return step.name !== '' && click.names.includes(step.name)
}

/** The bits of the steps that a deed passes. */
export function maskOf(steps: readonly Step[], passes: (step: Step) => boolean): number {
  let mask = 0
  for (const [i, step] of steps.entries()) if (passes(step)) mask |= 1 << i
  return mask
}

export function kindsOf(steps: readonly Step[]): Set<Step['kind']> {
  return new Set(steps.map(step => step.kind))
}

/** A value as groups are named by it: texts as they are, others as JSON writes them; null for what is missing. */
export function valueText(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
