import type { Funnel } from '../../../contract/behaviour/funnel.ts'
import type { Step } from '../../../contract/behaviour/step.ts'
import { stepKey } from '../../../contract/behaviour/step-words.ts'
import { Failure } from '../../failure.ts'

/** What cannot be meant is refused in words; what can, but surprises, is said beside the answer. */
export function checkFunnel({ steps, order, exclusions, hold, breakdown }: Funnel): string[] {
  const notices: string[] = []
  const seen = new Map<string, number>()
  for (const [i, step] of steps.entries()) {
    checkStep(step, `Step ${i + 1}`)
    const before = seen.get(stepKey(step))
    if (before !== undefined && order === 'any') {
      throw new Failure(
        'bad-request',
        `Steps ${before + 1} and ${i + 1} are the same, and in any order they cannot be told apart: change one, or put the steps in order.`,
      )
    }
    if (before !== undefined) {
      notices.push(`Step ${i + 1} asks for the same as step ${before + 1}: it has to happen again.`)
    }
    seen.set(stepKey(step), i)
  }
  for (const { step, after, before } of exclusions) {
    checkStep(step, 'What is excluded')
    if (after >= before || before > steps.length) {
      throw new Failure(
        'bad-request',
        `Something is excluded between steps ${after} and ${before}: choose two steps of the funnel, the earlier one first.`,
      )
    }
    if (steps.some(one => stepKey(one) === stepKey(step))) {
      throw new Failure('bad-request', 'A step cannot be excluded as well: nobody could reach it.')
    }
  }
  const ofEvents = steps.every(step => step.kind === 'event')
  if (hold && !ofEvents) {
    throw new Failure(
      'bad-request',
      'Only events carry properties: with a property held constant every step has to be an event.',
    )
  }
  if (hold && breakdown?.by === 'property' && breakdown.path.join('.') !== hold.join('.')) {
    throw new Failure(
      'bad-request',
      'A funnel that holds one property constant can be broken down by that one only.',
    )
  }
  return notices
}

export function checkStep(step: Step, where: string): void {
  if (step.kind === 'click' && step.element === '' && step.name === '') {
    throw new Failure('bad-request', `${where}: choose the element that is clicked.`)
  }
}
