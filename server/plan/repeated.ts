import { hash } from 'node:crypto'
import type { NewEvent } from '../../contract/event.ts'
import type { Finding } from '../../contract/plan.ts'
import { Recent, type Remembered } from './recent.ts'

/** Two equal events of one visitor closer than this are probably one, sent twice under two ids, ms. */
const REPEATED_MS = 1_000
/** Events stored before, among which an equal one is looked for: at least so many. */
export const REMEMBERED = 50_000

/** Events that were fired or sent twice under two ids, one after the other in the order of storing. */
export class Repeats {
  readonly #seen: Recent<number>

  constructor(state?: Remembered<number>) {
    this.#seen = new Recent(REMEMBERED, state)
  }

  get state(): Remembered<number> {
    return this.#seen.state
  }

  check(event: NewEvent): Finding | null {
    if (event.type !== 'track') return null
    const whole = JSON.stringify([event.anonymousId ?? event.userId, event.event, event.properties])
    const key = hash('sha1', whole, 'base64')
    const last = this.#seen.get(key)
    this.#seen.set(key, event.at)
    if (last === undefined || Math.abs(event.at - last) >= REPEATED_MS) return null
    const message = 'It came twice within a second, equal in all properties.'
    return { kind: 'repeated-event', field: '', message }
  }
}
