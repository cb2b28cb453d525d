import { type Met, metSchema } from '../../../contract/behaviour/funnel.ts'
import { FRUSTRATION_KINDS } from '../../../contract/frustration/frustration.ts'
import { TRAITS_OF_SESSIONS } from '../../behaviour/deeds.ts'
import { Failure } from '../../failure.ts'

/** A thing met, as JSON; null: nothing is asked for. What nothing can be is refused. */
export function readMet(text: string | undefined): Met | null {
  if (text === undefined) return null
  const met = parsed(text)
  const { kind, name, detail } = met
  const known: readonly string[] | null =
    kind === 'frustration' ? FRUSTRATION_KINDS : kind === 'property' ? TRAITS_OF_SESSIONS : null
  if (known && !known.includes(name)) {
    throw new Failure(
      'bad-request',
      `There is no ${kind} called “${name}” to meet: give “name” in “met” as one of ${known.join(', ')}.`,
    )
  }
  if ((kind === 'element' || kind === 'property') && detail === '') {
    throw new Failure(
      'bad-request',
      `Give “detail” in “met”: of an element its fingerprint, of a property its value.`,
    )
  }
  return met
}

function parsed(text: string): Met {
  try {
    return metSchema.parse(JSON.parse(text))
  } catch {
    throw new Failure(
      'bad-request',
      'Give “met” as a row of the differences names it: {"kind":"page","name":"/cart"}, with its “detail” if it has one.',
    )
  }
}
