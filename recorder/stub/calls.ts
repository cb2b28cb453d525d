import { anonymousId, groupId, userId } from './identity.ts'
import { currentSession } from './session.ts'
import { attempt, read, write } from './storage.ts'

/** One call of the analytics.js API with the moment it was made in; carried out by the second stage. */
export interface Call {
  method: string
  args: unknown[]
  /** Epoch ms. */
  at: number
  href: string
  title: string
  referrer: string
  anonymousId: string
  userId?: string
  groupId?: string
  sessionId: string
  done?: (event?: unknown) => void
}

/** Calls kept while nobody carries them out; the oldest are let go. */
export const MAX_CALLS = 200
/** Calls of a page that was left before the second stage had loaded. */
const NAME = 'segreel_calls'

let queue: Call[] = []
let receiver: ((call: Call) => void) | undefined

export function record(method: string, args: unknown[], done?: Call['done'], at = Date.now()): void {
  const call: Call = {
    method,
    args,
    at,
    done,
    href: location.href,
    title: document.title,
    referrer: document.referrer,
    anonymousId: anonymousId(),
    userId: userId(),
    groupId: groupId(),
    sessionId: currentSession(at).id,
  }
  if (receiver) receiver(call)
  else queue = [...queue, call].slice(-MAX_CALLS)
}

/** Hands over what was called so far, and from now on everything at once. */
export function receive(take: (call: Call) => void): void {
  const left = read(NAME)
  write(NAME, '', true)
  const before: unknown = left && attempt(() => JSON.parse(left))
  const waiting = [...(Array.isArray(before) ? before : []), ...queue]
  queue = []
  receiver = take
  waiting.forEach(take)
}

/** On leaving: calls nobody has taken yet wait for the next page. */
export function keepCalls(): void {
  if (queue.length) attempt(() => write(NAME, JSON.stringify(queue), true))
}

export function hasCalls(): boolean {
  return queue.length > 0 || read(NAME) !== undefined
}

export function dropCalls(): void {
  queue = []
  write(NAME, '', true)
}
