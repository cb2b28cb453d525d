import type { NewEvent } from '../../contract/event.ts'
import type { Finding } from '../../contract/plan.ts'
import { isUsable } from '../identity/person-id.ts'
import { Recent, type Remembered } from './recent.ts'

/** Devices and users remembered: at least so many of each, those seen last. */
const REMEMBERED = 200_000

/** Whose earlier events have to be looked at again: a later word told since when they were known. */
export type Owner = { user: string } | { anonymous: string }

export type IdentitiesState = Record<
  'knownSince' | 'lastAnonymous' | 'identifiedAt' | 'firstNamed',
  Remembered<number>
>

type Judged = Pick<NewEvent, 'type' | 'userId' | 'anonymousId' | 'at'>

/**
 * Whether events carry a user id when they should. A device (anonymous id) is known from its first event that also
 * carries a user id; a user is identified from the first identify. Events may come in any order: `look` tells
 * whose have to be judged again, and `judge` does it, knowing all.
 */
export class Identities {
  readonly #knownSince: Recent<number>
  readonly #lastAnonymous: Recent<number>
  readonly #identifiedAt: Recent<number>
  readonly #firstNamed: Recent<number>

  constructor(state?: IdentitiesState) {
    this.#knownSince = new Recent(REMEMBERED, state?.knownSince)
    this.#lastAnonymous = new Recent(REMEMBERED, state?.lastAnonymous)
    this.#identifiedAt = new Recent(REMEMBERED, state?.identifiedAt)
    this.#firstNamed = new Recent(REMEMBERED, state?.firstNamed)
  }

  get state(): IdentitiesState {
    return {
      knownSince: this.#knownSince.state,
      lastAnonymous: this.#lastAnonymous.state,
      identifiedAt: this.#identifiedAt.state,
      firstNamed: this.#firstNamed.state,
    }
  }

  look(event: Judged): Owner[] {
    const device = isUsable(event.anonymousId) ? event.anonymousId : null
    const user = isUsable(event.userId) ? event.userId : null
    const { at } = event
    const again: Owner[] = []
    if (device !== null && user === null) {
      if (at > (this.#lastAnonymous.get(device) ?? Number.NEGATIVE_INFINITY))
        this.#lastAnonymous.set(device, at)
    }
    if (device !== null && user !== null && at < (this.#knownSince.get(device) ?? Number.POSITIVE_INFINITY)) {
      this.#knownSince.set(device, at)
      if ((this.#lastAnonymous.get(device) ?? at) > at) again.push({ anonymous: device })
    }
    if (user === null) return again
    if (event.type === 'identify') {
      const before = this.#identifiedAt.get(user)
      if (before !== undefined && before <= at) return again
      this.#identifiedAt.set(user, at)
      if ((this.#firstNamed.get(user) ?? before ?? at) < (before ?? at)) again.push({ user })
    } else if (at < (this.#firstNamed.get(user) ?? Number.POSITIVE_INFINITY)) this.#firstNamed.set(user, at)
    return again
  }

  judge(event: Judged): Finding | null {
    if (!isUsable(event.userId)) {
      const since = isUsable(event.anonymousId) ? this.#knownSince.get(event.anonymousId) : undefined
      if (since === undefined || event.at <= since) return null
      const message = 'It came without a user id, though its device was known to be a user before.'
      return { kind: 'late-identity', field: 'userId', message }
    }
    if (event.type === 'identify') return null
    const since = this.#identifiedAt.get(event.userId)
    if (since === undefined || event.at >= since) return null
    const message = 'It carries a user id before that user was identified.'
    return { kind: 'early-identity', field: 'userId', message }
  }
}
