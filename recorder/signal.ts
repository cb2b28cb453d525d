import type { SignalName, Signals } from '../contract/signals.ts'

/** Hands one captured payload to the recording; the time is now. */
export type Emit = <N extends SignalName>(name: N, payload: Signals[N]) => void

/** Why capture begins: with the page (or a new session), back from the back/forward cache, or after a pause. */
export type Begins = 'load' | 'restore' | 'resume'

/** What a signal may use. Masking and cleaning happen here, before anything is emitted. */
export interface CaptureContext {
  begins: Begins
  emit: Emit
  /** Address without query and hash values, but for the allowed ones. */
  cleanUrl: (href: string) => string
  /** Text with card numbers, e-mail addresses and tokens masked. */
  maskText: (text: string) => string
  /** The document's title as the replay may show it. */
  pageTitle: () => string
  /** Where our own uploads go: requests to addresses that begin so are not recorded. */
  ownEndpoint: string
  /** Address prefixes of requests whose bodies the site asked to record. */
  networkBodies: string[]
  /** rrweb's id of a node, -1 when it is not recorded. */
  nodeId: (node: Node) => number
  /** Wraps a callback: a throw is reported once and stops the recorder, never reaches the page. */
  guard: <A extends unknown[], R>(callback: (...args: A) => R) => (...args: A) => R | undefined
}

/** Starts capturing one signal; the answer stops it and restores what was patched. */
export type Signal = (context: CaptureContext) => () => void
