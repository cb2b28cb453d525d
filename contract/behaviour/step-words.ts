/** Steps in words; apart from their check, so that the viewer takes them without it. */
import type { Step } from './step.ts'

/** Texts that tell two steps apart: equal ones ask the same. */
export function stepKey(step: Step): string {
  return JSON.stringify(step)
}

export function stepName(step: Step): string {
  switch (step.kind) {
    case 'event':
      return step.event
    case 'page':
      return step.page
    case 'click':
      return step.name || step.element
    case 'session':
      return 'A session begins'
  }
}
