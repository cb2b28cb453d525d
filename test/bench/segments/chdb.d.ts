/** What the bench asks of chdb, which is installed by the bench alone and tells no types. */
declare module 'chdb' {
  export class Session {
    constructor(folder: string)
    query(sql: string, format?: string): string
    close(): void
  }
}
