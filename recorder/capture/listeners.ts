import type { Call } from '../stub/calls.ts'

type Callback = (...values: unknown[]) => void

/** analytics.js's `on`, `ready` and `debug`, and the callback a call may carry. */
export interface Listeners {
  /** Carries the call out when it is one of these; answers whether it was. */
  take: (call: Call) => boolean
  /** Tells everyone concerned that a call became an event. */
  tell: (call: Call, event: unknown) => void
}

const isCallback = (value: unknown): value is Callback => typeof value === 'function'

export function createListeners(): Listeners {
  const callbacks = new Map<unknown, Callback[]>()
  let debug = false
  /** The site's own code: its throw is the site's to see, and must not stop ours. */
  const run = (callback: Callback, ...values: unknown[]) => setTimeout(() => callback(...values))

  return {
    take: ({ method, args, done }) => {
      const [first] = args
      if (method === 'on') {
        const callback = args.find(isCallback)
        if (callback) callbacks.set(first, [...(callbacks.get(first) ?? []), callback])
      } else if (method === 'ready') {
        if (isCallback(first)) run(first)
      } else if (method === 'debug') debug = first !== false
      else return false
      done?.()
      return true
    },
    tell: ({ method, args, done }, event) => {
      if (debug) console.debug('segreel', event)
      for (const callback of callbacks.get(method) ?? []) run(callback, ...args)
      const own = args.find(isCallback)
      if (own) run(own, { event })
      done?.({ event })
    },
  }
}
