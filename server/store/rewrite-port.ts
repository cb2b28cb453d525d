import type { NewEvent } from '../../contract/event.ts'

/** The one exception to "what was stored is never touched again": docs/decisions/0052. */
export interface RewriteStore {
  /**
   * Puts other bytes (gzip, the same events masked) in the place of a batch's. It counts as not looked into, so the
   * whole session waits to be derived again; until then it is not served. Of a batch that is not there, or was set
   * aside, nothing is changed: false.
   */
  replaceBatch(
    tab: { project: string; session: string; tab: string },
    seq: number,
    bytes: Uint8Array,
  ): Promise<boolean>
  /**
   * Puts other words in the place of stored events': names, category, properties, traits and context. Type, ids, times
   * and whose they are stay; traits follow. One that is gone stays gone. How many were there.
   */
  replaceEvents(project: string, events: Rewritten[]): Promise<number>
  /**
   * Words kept beside recordings and events that say again what stood there (names of elements as first met, why
   * somebody entered a segment, what was announced), behind the one of an id, at most so many.
   */
  echoes(project: string, after: string | null, limit: number): Promise<Echo[]>
  /** Other words for echoes; of those that are gone, nothing. */
  replaceEchoes(project: string, echoes: Echo[]): Promise<void>
}

export type Rewritten = Pick<
  NewEvent,
  'messageId' | 'event' | 'name' | 'category' | 'properties' | 'traits' | 'context'
>

export interface Echo {
  id: string
  /** JSON. */
  json: string
}
