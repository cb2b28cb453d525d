import { type Changes, to } from '../location.ts'

/** A moment is of one session: no segment narrows it. */
const ANYBODY: Changes = { segment: null, definition: null }

/** The server's address of a moment or a person, with what the bar chose. */
export function momentAddress(url: string, changes: Changes = ANYBODY): string {
  const { pathname, searchParams } = new URL(url, location.origin)
  return to(pathname, { ...Object.fromEntries(searchParams), ...changes })
}
