import { type Outcome, type RefuseReason, refuse } from '../outcome.ts'

/** Why one event is not taken. `field`: the vendor's name of what is wrong, which Amplitude's answer needs. */
export type EventRefusal = Extract<Outcome, { kind: 'refuse' }> & { field: string }

export function refuseField(reason: RefuseReason, field: string, message: string): EventRefusal {
  return { ...refuse(reason, message), field }
}

export function missing(field: string): EventRefusal {
  return refuseField('missing-field', field, `The event has no "${field}"; send one.`)
}

export function invalid(field: string, what: string): EventRefusal {
  return refuseField('bad-field', field, `"${field}" ${what}.`)
}
