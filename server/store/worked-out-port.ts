/**
 * Answers worked out of the facts that would be long to work out again, kept beside them as bytes. Losing one loses time
 * alone: these writes go past the one that writes facts, and are not synced.
 */
export interface WorkedOutStore {
  /** What was kept last under the name, whole; null when nothing is. */
  workedOut(project: string, name: string): Promise<Uint8Array | null>
  keepWorkedOut(project: string, name: string, bytes: Uint8Array): Promise<void>
}
