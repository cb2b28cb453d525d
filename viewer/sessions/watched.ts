/** Tells the server once that a session was watched. */
import { setWatched } from './kept.ts'

const told = new Set<string>()

export function markWatched(session: string): void {
  if (told.has(session)) return
  told.add(session)
  void setWatched(session, true)
}
