/** The one exception to "a recording is never touched again": docs/decisions/0052. */
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
}
