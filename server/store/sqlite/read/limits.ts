import type { ReadName } from '../protocol.ts'

export interface Patience {
  /** ms a question may take that somebody waits for. */
  limitMs: number
  /** ms a thread has beyond the limit to end a question by itself, and stay with all it has read. */
  graceMs: number
}

export const PATIENCE: Patience = { limitMs: 30_000, graceMs: 5_000 }
/** So many times as long may those take that are asked again and again in the background, and go on where they ended. */
const BACKGROUND = 20
const IN_BACKGROUND: ReadonlySet<ReadName> = new Set<ReadName>([
  'countUnjudged',
  'differing',
  'duePersons',
  'feed',
  'histories',
  'touched',
  'unjudged',
  'unread',
])
export function limitOf(name: ReadName, limitMs: number): number {
  return IN_BACKGROUND.has(name) ? limitMs * BACKGROUND : limitMs
}
