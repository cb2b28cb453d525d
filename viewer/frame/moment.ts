import { to } from '../location.ts'

/** The server's address of a moment, with what the bar chose. A moment is of one session: no segment narrows it. */
export function momentAddress(url: string): string {
  const { pathname, searchParams } = new URL(url, location.origin)
  return to(pathname, { ...Object.fromEntries(searchParams), segment: null, definition: null })
}
