import type { CaptureContext } from '../signal.ts'
import { renderValue } from './render-value.ts'

/** Characters of one console argument, message or other text that are kept. */
const MAX_TEXT = 1000
const MAX_STACK = 4000

/** A value of the page as masked, cut text. */
export const shortText = (context: CaptureContext, value: unknown): string =>
  context.maskText(renderValue(value)).slice(0, MAX_TEXT)

/** The stack of an error, masked and cut; undefined when there is none. */
export function stackOf(context: CaptureContext, error: unknown): string | undefined {
  try {
    if (!(error instanceof Error) || !error.stack) return undefined
    return context.maskText(error.stack.slice(0, 2 * MAX_STACK)).slice(0, MAX_STACK)
  } catch {
    // An error whose stack is a throwing getter.
    return undefined
  }
}
