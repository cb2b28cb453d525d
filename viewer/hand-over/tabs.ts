/** What can be handed over, and which of it is open: in the address. */
import { computed } from '@preact/signals'
import { go, here, query } from '../location.ts'

export const TABS = [
  { id: 'moment', label: 'Moment' },
  { id: 'public', label: 'Public link' },
  { id: 'report', label: 'Bug report' },
  { id: 'test', label: 'Test' },
  { id: 'file', label: 'File' },
] as const
export type TabId = (typeof TABS)[number]['id']

/** Null: nothing is being handed over. */
export const handing = computed<TabId | null>(() => {
  const chosen = query.value.get('hand')
  return TABS.find(one => one.id === chosen)?.id ?? null
})

export function hand(id: TabId | null): void {
  go(here({ hand: id }), 'replace')
}
