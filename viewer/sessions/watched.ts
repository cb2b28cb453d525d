/** Which sessions were watched in this browser. The newest thousands are remembered. */
import { signal } from '@preact/signals'

const KEY = 'segreel.watched'
const KEPT = 5000

export const watched = signal<ReadonlySet<string>>(new Set(stored()))

export function markWatched(session: string): void {
  if (watched.peek().has(session)) return
  watched.value = new Set([...watched.peek(), session].slice(-KEPT))
  localStorage.setItem(KEY, JSON.stringify([...watched.peek()]))
}

/** Storage can hold anything, also what another version wrote. */
function stored(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
  } catch {
    return []
  }
}
