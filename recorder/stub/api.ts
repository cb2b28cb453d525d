import { dropCalls, MAX_CALLS, record } from './calls.ts'
import { allowed, rememberConsent } from './consent.ts'
import * as identity from './identity.ts'
import type { Options } from './options.ts'
import { endSession } from './session.ts'

/** The classic snippet's placeholder: an array of `[method, ...arguments]`. */
type Queue = [method: string, ...args: unknown[]][]

declare global {
  interface Window {
    segreel?: Api | Queue
    analytics?: object | Queue
  }
}

type Callback = (...values: unknown[]) => void

/** analytics.js in the browser, and what Segreel adds to it. Arguments in all their published forms. */
export interface Api {
  track(event: string, ...rest: unknown[]): Promise<unknown>
  page(...args: unknown[]): Promise<unknown>
  identify(...args: unknown[]): Promise<unknown>
  group(...args: unknown[]): unknown
  alias(to: string, ...rest: unknown[]): Promise<unknown>
  ready(callback: Callback): Promise<unknown>
  on(method: string, callback: Callback): Promise<unknown>
  debug(on?: boolean): Promise<unknown>
  /** Puts a line of the site's own on the recording's timeline. */
  log(name: string, data?: unknown): Promise<unknown>
  reset(): void
  user(): { id(): string | undefined; anonymousId(): string; traits(): identity.Traits }
  anonymousId(): string
  setAnonymousId(id: string): string
  /** `true` allows recording, `false` stops it and forgets the visitor; kept for later visits. */
  consent(given: boolean): void
  optOut(): void
}

/** Carried out by the second stage, in order. */
const QUEUED = ['track', 'page', 'identify', 'group', 'alias', 'ready', 'on', 'debug', 'log'] as const

/** Splits `[id], [traits], [options], [callback]`, the form of identify and group. */
export function personArguments(args: unknown[]): { id?: string; traits: identity.Traits; options: unknown } {
  const [first, ...rest] = args.filter(argument => typeof argument !== 'function')
  const anonymous = typeof first === 'object' && first !== null
  const [traits, options] = anonymous ? [first, rest[0]] : rest
  return {
    id: anonymous || first === undefined || first === null ? undefined : String(first),
    traits: typeof traits === 'object' ? { ...traits } : {},
    options,
  }
}

/** `onConsent` hears when recording becomes allowed or forbidden; `onPerson`, that another visit begins. */
export function createApi(options: Options, onConsent: (given: boolean) => void, onPerson: () => void): Api {
  let waiting: (() => void)[] = []

  /** Before consent nothing may touch storage: calls wait in the page's memory. */
  const whenAllowed = (action: () => void) => {
    if (allowed(options)) action()
    else waiting = [...waiting, action].slice(-MAX_CALLS)
  }
  const newVisit = () => {
    endSession()
    onPerson()
  }
  const call = (method: string, args: unknown[], at = Date.now()) =>
    new Promise(done =>
      whenAllowed(() => {
        if (method === 'identify' || method === 'group') {
          const { id, traits } = personArguments(args)
          if (method === 'group') identity.setGroup(id, traits)
          else if (identity.setUser(id, traits)) newVisit()
        }
        record(method, args, done, at)
      }),
    )
  const queued = Object.fromEntries(
    QUEUED.map(method => [method, (...args: unknown[]) => call(method, args)]),
  ) as Pick<Api, (typeof QUEUED)[number]>

  const consent = (given: boolean) => {
    rememberConsent(given)
    const calls = waiting
    waiting = []
    if (given) for (const action of calls) action()
    else {
      identity.forgetUser()
      endSession()
      dropCalls()
    }
    onConsent(given)
  }

  return {
    ...queued,
    group: (...args) =>
      args.length ? call('group', args) : { id: identity.groupId, traits: identity.groupTraits },
    reset: () =>
      whenAllowed(() => {
        identity.forgetUser()
        newVisit()
      }),
    user: () => ({ id: identity.userId, anonymousId: identity.anonymousId, traits: identity.traits }),
    anonymousId: () => (allowed(options) ? identity.anonymousId() : ''),
    setAnonymousId: id => identity.anonymousId(id),
    consent,
    optOut: () => consent(false),
  }
}
