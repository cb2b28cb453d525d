/**
 * Loaded before everything else (`--import`) by the server of the pictures: the time stands still, so that "2 h ago"
 * says the same in every run. Timers go on.
 */
import { AT } from './moment.ts'

const RealDate = Date

class FixedDate extends RealDate {
  constructor(...parts: ConstructorParameters<typeof Date> | []) {
    if (parts.length === 0) super(AT)
    else super(...parts)
  }

  static override now(): number {
    return AT
  }
}

Object.defineProperty(globalThis, 'Date', { value: FixedDate, writable: true, configurable: true })
