import type { NewEvent } from '../../../contract/event.ts'

/** A user or device may send for so long what it did not send before, s: a queue kept offline comes at once. */
const SAVED_UP_S = 60
/** Events one request may hold: at least these must fit, or it could never be taken. */
const LEAST = 2_000
/** Ids remembered; beyond, those whose bucket is full again are forgotten, looked for once in so many ms. */
const REMEMBERED = 50_000
const FORGET_MS = 1_000

export interface Throttled {
  users: Record<string, number>
  devices: Record<string, number>
  /** Places in the request. */
  events: number[]
}

/**
 * Bounds what a single user or device sends, as Amplitude does (30 a second there): a program in a loop must not use up
 * what everyone shares. Far above what people do; each id has a bucket that fills with time.
 */
export class Throttle {
  /** Events a second; 0: no bound. */
  readonly perSecond: number
  readonly #size: number
  readonly #used = new Map<string, { events: number; at: number }>()
  #forgotAt = 0

  constructor(perSecond: number) {
    this.perSecond = perSecond
    this.#size = Math.max(LEAST, perSecond * SAVED_UP_S)
  }

  /** Counts the request's events, or says which ids send too many: then nothing is counted. */
  take(
    project: string,
    events: readonly Pick<NewEvent, 'userId' | 'anonymousId'>[],
    now: number,
  ): Throttled | null {
    if (this.perSecond === 0) return null
    const asked = new Map<string, number>()
    const keysOf = (event: (typeof events)[number]) =>
      [keyOf(project, 'u', event.userId), keyOf(project, 'd', event.anonymousId)].filter(key => key !== null)
    for (const event of events) for (const key of keysOf(event)) asked.set(key, (asked.get(key) ?? 0) + 1)

    const over = new Set<string>()
    for (const [key, number] of asked) if (this.#usedBy(key, now) + number > this.#size) over.add(key)
    if (over.size === 0) {
      for (const [key, number] of asked)
        this.#used.set(key, { events: this.#usedBy(key, now) + number, at: now })
      if (this.#used.size > REMEMBERED && now - this.#forgotAt >= FORGET_MS) this.#forget(now)
      return null
    }
    const throttled: Throttled = { users: {}, devices: {}, events: [] }
    for (const [i, event] of events.entries()) {
      if (keysOf(event).some(key => over.has(key))) throttled.events.push(i)
      for (const [ids, key, id] of [
        [throttled.users, keyOf(project, 'u', event.userId), event.userId],
        [throttled.devices, keyOf(project, 'd', event.anonymousId), event.anonymousId],
      ] as const) {
        if (key !== null && id !== undefined && over.has(key)) ids[id] = asked.get(key) ?? 0
      }
    }
    return throttled
  }

  #usedBy(key: string, now: number): number {
    const used = this.#used.get(key)
    if (!used) return 0
    return Math.max(0, used.events - ((now - used.at) / 1_000) * this.perSecond)
  }

  #forget(now: number): void {
    this.#forgotAt = now
    for (const key of this.#used.keys()) if (this.#usedBy(key, now) === 0) this.#used.delete(key)
  }
}

function keyOf(project: string, kind: 'u' | 'd', id: string | undefined): string | null {
  return id === undefined ? null : `${project}/${kind}/${id}`
}
