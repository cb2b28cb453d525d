/** Where a player's session comes from, and how a moment of it is written as an address. */
import type { AnalyticsEvent, Explanation, List, SessionDetail } from '../../contract/api.ts'
import { api, type Frustration } from '../api.ts'
import { bar, here, query } from '../location.ts'
import type { FetchBatch } from '../replay/loader.ts'
import { markWatched } from '../sessions/watched.ts'
import { whyQuery } from '../sessions/why.ts'
import { takeBatch, takeSession } from './early.ts'

export interface PlayerSource {
  session(): Promise<SessionDetail>
  batch: FetchBatch
  /** What happened beside the recording; null where only the recording is told. */
  beside: {
    events(): Promise<List<AnalyticsEvent>>
    frustrations(): Promise<List<Frustration>>
    /** Null when no segment is chosen. */
    why(): Promise<Explanation> | null
  } | null
  /** The moment in the address, as written there; `depth` px of the page are shown first from then on. */
  asked(): { t: string | null; tab: string | null; depth?: string | null }
  /** The address of this screen at a moment; `t` in ms since the session began. */
  address(t: number, tab: string | null): string
  /** Seen long enough to count. */
  watched(): void
}

/** A session of the project, for who is signed in. */
export function sessionSource(id: string): PlayerSource {
  const { project } = bar.peek()
  return {
    session: () => takeSession(id) ?? api.session(id, project),
    batch: (tab, seq) => takeBatch(id, tab, seq) ?? api.batch(id, tab, seq, project),
    beside: {
      events: () => api.events(id, project),
      frustrations: () => api.frustrations(id, project),
      why() {
        const { segment, definition } = bar.peek()
        return segment || definition ? api.why(id, whyQuery()) : null
      },
    },
    asked: () => ({
      t: query.peek().get('t'),
      tab: query.peek().get('tab'),
      depth: query.peek().get('depth'),
    }),
    address: (t, tab) => here({ t, tab, depth: null }),
    watched: () => markWatched(id),
  }
}
