/**
 * Loaded before everything else (`--import`) by the server of the pictures: the time stands still, so that "2 h ago"
 * says the same in every run. Timers go on.
 */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
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

// What is made at one moment is listed by its id: ids count up.
let made = 0
Object.defineProperty(crypto, 'randomBytes', {
  value: (size: number) => {
    const bytes = Buffer.alloc(size)
    made += 1
    if (size >= 6) bytes.writeUIntBE(made, 0, 6)
    return bytes
  },
})
Object.defineProperty(crypto, 'randomUUID', {
  value: () => {
    made += 1
    return `${made.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
  },
})
syncBuiltinESMExports()
