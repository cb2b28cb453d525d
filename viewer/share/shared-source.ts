/** A public link's range as a source of the player: all of it came with the answer. */
import type { Shared } from '../../contract/share.ts'
import { isReplayable } from '../api.ts'
import { hash } from '../location.ts'
import type { PlayerSource } from '../player/source.ts'

/** `#t=81200&tab=tab-2`: behind `#`, where servers and their logs do not see it. */
export function sharedSource({ session, events }: Shared): PlayerSource {
  return {
    session: async () => session,
    batch: async tab => (events[tab] ?? []).filter(isReplayable),
    beside: null,
    asked: momentOfHash,
    address(t, tab) {
      const moment = new URLSearchParams({ t: String(t), ...(tab === null ? {} : { tab }) })
      return `${location.pathname}#${moment}`
    },
    // What an outsider watched is counted by the server, once per visit.
    watched: () => {},
  }
}

export function momentOfHash(): { t: string | null; tab: string | null } {
  const moment = new URLSearchParams(hash.peek().slice(1))
  return { t: moment.get('t'), tab: moment.get('tab') }
}
