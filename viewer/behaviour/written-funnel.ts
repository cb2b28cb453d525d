/** What of a funnel can be asked while some of its lines are still empty. */
import type { FunnelInput } from '../../contract/behaviour/funnel.ts'
import { isWritten } from './StepEditor.tsx'

type Exclusion = NonNullable<FunnelInput['exclusions']>[number]

export function writtenFunnel(funnel: FunnelInput): FunnelInput {
  const steps = funnel.steps.filter(isWritten)
  // Numbers of steps count all lines; what is asked has the written ones alone.
  const place = (number: number) => funnel.steps.slice(0, number).filter(isWritten).length
  const exclusions = (funnel.exclusions ?? [])
    .filter(({ step }) => isWritten(step))
    .map(({ step, after, before }) => ({
      step,
      ...between(steps.length, Math.max(1, place(after)), place(before - 1) + 1),
    }))
  return { ...funnel, steps, exclusions }
}

/** Without the step at `at`, from 0; exclusions stay between steps that are there. */
export function withoutStep({ steps, exclusions = [], ...funnel }: FunnelInput, at: number): FunnelInput {
  const left = steps.filter((_, i) => i !== at)
  const moved = (number: number) => (number > at + 1 ? number - 1 : number)
  return {
    ...funnel,
    steps: left,
    exclusions: exclusions.map(({ step, after, before }) => ({
      step,
      ...between(left.length, moved(after), moved(before)),
    })),
  }
}

/** Two steps of so many, the earlier one first. */
export function between(steps: number, after: number, before: number): Pick<Exclusion, 'after' | 'before'> {
  const first = Math.min(Math.max(1, after), Math.max(1, steps - 1))
  return { after: first, before: Math.min(Math.max(first + 1, before), Math.max(2, steps)) }
}
