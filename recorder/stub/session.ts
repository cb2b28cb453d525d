import { SESSION_IDLE_MS, SESSION_MAX_MS } from '../../contract/batch.ts'
import { read, write } from './storage.ts'

export interface Session {
  id: string
  /** Epoch ms. */
  startedAt: number
}

/** `id.startedAt.lastActivity`, in a cookie and localStorage: all tabs and subdomains share one session. */
const NAME = 'segreel_session'

/** ms between two notes of activity. */
const FRESH_MS = 2_000

/** 32 hex digits; without crypto.randomUUID, which exists only on secure origins. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** The visit going on, or a new one after 30 min without activity or 24 h in all. */
export function currentSession(now = Date.now()): Session {
  const [id, startedAt, last] = (read(NAME) ?? '').split('.')
  const live =
    id &&
    now - Number(last) < SESSION_IDLE_MS &&
    now - Number(startedAt) < SESSION_MAX_MS &&
    Number(startedAt) <= now
  const session = live ? { id, startedAt: Number(startedAt) } : { id: newId(), startedAt: now }
  // Cookies are written by way of another process: not for every look.
  if (!live || now - Number(last) > FRESH_MS) write(NAME, `${session.id}.${session.startedAt}.${now}`)
  return session
}

/** Ends the visit: the next look begins a new one. */
export function endSession(): void {
  write(NAME, '')
}
