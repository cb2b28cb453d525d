/** Which deeds pass a step. Engines that ask in SQL must agree with these functions. */
import type { Json, JsonObject } from '../../contract/event.ts'
import type { Step } from '../../contract/step.ts'
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

/** With neither element nor name a step asks for nothing, and nothing passes it. */
export function passesClick(
  step: StepOf<'click'>,
  click: { element: string; name: string; page: string },
): boolean {
  if (step.element === '' && step.name === '') return false
  return (
    (step.element === '' || step.element === click.element) &&
    (step.name === '' || step.name === click.name) &&
    (step.page === '' || step.page === click.page)
  )
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
