/** The panels beside the replay: which rows each shows. */
import type { Entry, EntryKind } from './entries.ts'

export const PANELS = [
  { id: 'activity', label: 'Activity', kinds: ['page', 'click', 'event', 'failure', 'frustration', 'note'] },
  { id: 'events', label: 'Events', kinds: ['event'] },
  { id: 'console', label: 'Console', kinds: ['console'] },
  { id: 'network', label: 'Network', kinds: ['network'] },
  { id: 'failures', label: 'Failures', kinds: ['failure', 'frustration'] },
  { id: 'pages', label: 'Pages', kinds: ['page'] },
  { id: 'vitals', label: 'Vitals', kinds: ['vital'] },
  { id: 'inputs', label: 'Inputs', kinds: ['field'] },
  { id: 'tree', label: 'DOM', kinds: [] },
  { id: 'notes', label: 'Notes', kinds: ['note'] },
  { id: 'person', label: 'Person', kinds: [] },
] as const satisfies { id: string; label: string; kinds: EntryKind[] }[]

export type PanelId = (typeof PANELS)[number]['id']

/** Panels that need the whole recording read. */
export function needsScan(id: PanelId): boolean {
  return id === 'console' || id === 'network' || id === 'vitals'
}

export function rowsOf(entries: Entry[], id: PanelId, search: string): Entry[] {
  const kinds: readonly EntryKind[] = PANELS.find(one => one.id === id)?.kinds ?? []
  const words = search.trim().toLowerCase()
  return entries.filter(
    entry =>
      kinds.includes(entry.kind) &&
      (words === '' ||
        `${entry.title} ${entry.note ?? ''} ${entry.more ?? ''}`.toLowerCase().includes(words)),
  )
}
