import type { StepQuery } from '../../../behaviour/deeds.ts'
import { passesClick } from '../../../behaviour/steps.ts'
import type { namedElements } from './named-elements.ts'

/**
 * By key of an element, the steps that a click on it passes on a page; -1: it is not told. Null: none is. `others`: those
 * that pass none are told, and no others.
 */
export function pressMasks(
  { steps }: StepQuery,
  others: boolean,
  elements: ReturnType<typeof namedElements>,
): (page: string) => Int32Array | null {
  const keys = [...elements.keys()]
  const length = keys.reduce((most, key) => Math.max(most, key), 0) + 1
  const passing = steps.map((step): number[] =>
    step.kind === 'click'
      ? keys.filter(key => passesClick(step, { ...elements.get(key)!, page: step.page }))
      : [],
  )
  const nobody = new Int32Array(length).fill(-1)
  if (others) for (const key of keys) nobody[key] = 0
  const made = new Map<string, Int32Array | null>()
  return (page: string): Int32Array | null => {
    const told = steps.flatMap((step, i) =>
      step.kind === 'click' && (step.page === '' || step.page === page) && passing[i]!.length > 0 ? [i] : [],
    )
    const known = made.get(told.join())
    if (known !== undefined) return known
    const masks = told.length === 0 && !others ? null : nobody.slice()
    for (const i of told) {
      for (const key of passing[i]!) masks![key] = others ? -1 : Math.max(0, masks![key]!) | (1 << i)
    }
    made.set(told.join(), masks)
    return masks
  }
}
