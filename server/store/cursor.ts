import { Failure } from '../failure.ts'

/** Where a page ended: the last item's time (0 where lists have none) and id. */
export interface Place {
  at: number
  id: string
}

export function writeCursor({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

export function readCursor(cursor: string): Place {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [at, id]: unknown[] = parsed
      if (typeof at === 'number' && typeof id === 'string') return { at, id }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Failure('bad-request', 'This cursor was not given out here: ask for the first page again.')
}
