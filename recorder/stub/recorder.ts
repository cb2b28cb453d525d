import { type Api, createApi } from './api.ts'
import { type Call, hasCalls, keepCalls, receive } from './calls.ts'
import { allowed } from './consent.ts'
import { anonymousId, forgetUser, userId } from './identity.ts'
import type { Options } from './options.ts'
import { currentSession, type Session } from './session.ts'
import { fetchSettings } from './settings.ts'

/** What the second stage gets from the first. */
export interface Visit {
  options: Options
  /** The project's settings, unchecked. */
  settings: unknown
  /** Whether this session is one of those recorded. */
  sampled: () => boolean
  session: () => Session
  anonymousId: () => string
  userId: () => string | undefined
  receive: (take: (call: Call) => void) => void
}

/** The second stage, running. */
export interface Capture {
  /** Another session has begun: record it from its start. */
  renew: () => void
  /** Stops, and throws away what waits to be sent. */
  stop: (reason: string) => void
}

export type StartCapture = (visit: Visit) => Capture

/** ms after which the second stage loads even on a page that is never idle. */
const IDLE_MS = 2_000

/** The first stage: answers the API at once and loads the second when the page is idle. */
export function createRecorder(options: Options, load: () => Promise<{ startCapture: StartCapture }>): Api {
  let capture: Capture | undefined
  let started = false
  /** Counts the starts: a load that was under way when recording was forbidden must not begin. */
  let turn = 0

  const stop = (reason: string) => {
    turn++
    capture?.stop(reason)
    capture = undefined
  }
  const begin = () => {
    if (started) return
    started = true
    const own = ++turn
    const settings = fetchSettings(options, fresh => isKilled(fresh) && stop('kill'))
    idle(async () => {
      const known = await settings
      if (isKilled(known)) return
      const sampled = () => isSampled(known, currentSession())
      // A visitor who is not recorded downloads the second stage only when there is an event to send.
      while (!sampled() && !hasCalls()) await new Promise(done => setTimeout(done, IDLE_MS))
      if (own !== turn) return
      const { startCapture } = await load()
      if (own !== turn) return
      capture = startCapture({
        options,
        settings: known,
        sampled,
        session: currentSession,
        anonymousId,
        userId,
        receive,
      })
    })
  }

  const api = createApi(
    options,
    given => {
      if (given) begin()
      else {
        stop('consent')
        forgetUser()
        started = false
      }
    },
    () => capture?.renew(),
  )
  addEventListener('pagehide', keepCalls)
  if (allowed(options)) begin()
  return api
}

function idle(action: () => void): void {
  // Safari has no requestIdleCallback.
  const soon = () =>
    'requestIdleCallback' in window
      ? requestIdleCallback(action, { timeout: IDLE_MS })
      : setTimeout(action, 200)
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', soon)
  else soon()
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function isKilled(settings: unknown): boolean {
  return isObject(settings) && 'kill' in settings && settings.kill === true
}

/** The session's own id decides, so every tab and page of it decides alike. */
function isSampled(settings: unknown, session: Session): boolean {
  const share = isObject(settings) && 'sampling' in settings && settings.sampling
  return typeof share !== 'number' || Number.parseInt(session.id.slice(-8), 16) / 2 ** 32 < share
}
