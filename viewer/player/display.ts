/** How the analyst likes the player, for all sessions until the page is loaded anew. */
import { signal } from '@preact/signals'
import { ENTRY_KINDS, type EntryKind } from './entries.ts'

/** The recorded page unscaled, scrolled when it is larger than its room. */
export const actualSize = signal(false)

/** After one session the next plays by itself. */
export const playsOn = signal(true)

/** Which marks the timeline shows. */
export const shownMarks = signal<ReadonlySet<EntryKind>>(
  new Set(['page', 'event', 'failure', 'frustration', 'note']),
)

export const MARK_KINDS: { kind: EntryKind; label: string }[] = [
  { kind: 'page', label: 'Pages' },
  { kind: 'event', label: 'Events' },
  { kind: 'failure', label: 'Failures' },
  { kind: 'frustration', label: 'Frustration' },
  { kind: 'click', label: 'Clicks' },
  { kind: 'network', label: 'Requests' },
  { kind: 'note', label: 'Notes' },
]

export function toggleMark(kind: EntryKind): void {
  const next = new Set(shownMarks.peek())
  if (!next.delete(kind)) next.add(kind)
  shownMarks.value = new Set(ENTRY_KINDS.filter(one => next.has(one)))
}
