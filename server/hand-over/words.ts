import type { Step } from './steps.ts'

/** A step in words, as in "Click 'Apply coupon' 4 times". */
export function wordsOf(step: Step): string {
  switch (step.kind) {
    case 'open':
      return `Open ${step.href}${step.title ? ` (${step.title})` : ''}`
    case 'click': {
      const how = step.click.pointer === 'touch' ? 'Tap' : step.click.pointer === 'key' ? 'Press' : 'Click'
      const times = step.times > 1 ? ` ${step.times} times` : ''
      return `${how} ${named(step.target)}${times}`
    }
    case 'fill':
      return `${step.target.role === 'combobox' ? 'Choose' : 'Type'} in ${named(step.target)} (masked)`
    case 'failure':
      return `It fails: ${failureWords(step.failure)}`
  }
}

export function failureWords(failure: Extract<Step, { kind: 'failure' }>['failure']): string {
  switch (failure.kind) {
    case 'request':
      // Its message says method, path and status.
      return `request ${failure.message}`
    case 'rejection':
      return `unhandled rejection: ${failure.message}`
    case 'uncaught':
      return `script error: ${failure.message}`
    default:
      return `${failure.kind}: ${failure.message}`
  }
}

function named(target: { role: string; name: string }): string {
  return target.name ? `'${target.name}'` : `a ${target.role} without a name`
}
