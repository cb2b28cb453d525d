import type { Source } from '../../../contract/event.ts'
import type { SessionFields } from '../../../contract/fields.ts'
import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import type { Verdict } from '../../../contract/frustration/verdict.ts'

/** What the derivation thread is asked, and what it answers. */
export interface DeriveTask {
  id: number
  source: Source
  /** Added to every recorded timestamp, ms. */
  clockOffset: number
  /** What the session is judged by. */
  rules: FrustrationRules
  /** The project's own folding of addresses, as `/product/:slug`. */
  templates: string[]
  tabs: DeriveTab[]
  /** Batches of all tabs, gzip, one after the other. */
  bytes: Uint8Array<ArrayBuffer>
}

export interface DeriveTab {
  /** Names the fold the thread may still hold. */
  key: string
  /** Go on with the fold held (which has seen everything before these batches), or begin anew. */
  resume: boolean
  batches: { seq: number; size: number }[]
}

export interface DerivedTab {
  /** JSON of TabFacts: text crosses threads for a third of what their objects cost, and is stored as it is. */
  facts: string
  events: number
  /** What changed rules ask later; null when the tab has no events. */
  trace: Uint8Array | null
  checked: { seq: number; snapshot: boolean }[]
  aside: { seq: number; reason: string }[]
}

export type DeriveAnswer =
  | {
      id: number
      tabs: DerivedTab[]
      fields: SessionFields
      verdict: Verdict
      span: { from: number; to: number } | null
    }
  /** A fold to resume is no longer held: ask again from the first batch. */
  | { id: number; forgotten: true }
