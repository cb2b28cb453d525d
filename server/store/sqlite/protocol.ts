/**
 * What passes between the main thread and the threads that hold the files: requests down, replies up. Names and
 * types are the port's own.
 */
import type { FailureCode } from '../../failure.ts'
import type { Store } from '../port.ts'
import type { WorkedOutStore } from '../worked-out-port.ts'

export type WriteName =
  | 'putBatch'
  | 'putEvents'
  | 'putDerived'
  | 'deriveAgain'
  | 'putVerdicts'
  | 'replaceBatch'
  | 'replaceEvents'
  | 'replaceEchoes'
  | 'deleteSource'
  | 'deleteSession'
  | 'deletePerson'
  | 'deleteEventsBefore'
  | 'compact'
  | LiveWriteName
  | ControlWriteName
export type LiveWriteName = 'beginLine' | 'endLine' | 'fillLine' | 'sweepLines' | 'putJudged' | 'ripen'
export type ControlWriteName =
  | 'putProject'
  | 'putSegment'
  | 'deleteSegment'
  | 'putSetting'
  | 'putDocument'
  | 'deleteDocument'
  | 'addOutcomes'
  | 'addAudit'
export type Name = Exclude<keyof Store, 'close' | keyof WorkedOutStore>
export type ReadName = Exclude<Name, WriteName>

export type Arguments<N extends Name> = Parameters<Store[N]>
export type Answer<N extends Name> = Awaited<ReturnType<Store[N]>>

/** One per operation: what a thread does when asked. */
export type Handlers<N extends Name> = { [K in N]: (...args: Arguments<K>) => Answer<K> }

export interface Request<N extends Name> {
  id: number
  name: N
  args: Arguments<N>
}
/** `close`: finish, let go of the files, end. */
export type Down<N extends Name> = Request<N>[] | 'close'

export interface ThrownFailure {
  code: FailureCode
  message: string
  detail: Record<string, unknown>
}
export type Reply =
  | { id: number; value: unknown }
  | { id: number; failure: ThrownFailure }
  | { id: number; error: { message: string; stack: string | undefined } }
/** First word of a thread: it serves, or cannot and why. */
export type Greeting = 'ready' | { failure: ThrownFailure }
export type Up = Greeting | Reply[]

export interface ThreadData {
  folder: string
  /** ms a question may take that somebody waits for. */
  limitMs?: number
  /** Lets the threads that take in what arrives go first. */
  yields?: boolean
}
