/** Which panel is open: in the address. */
import { computed } from '@preact/signals'
import { go, here, query } from '../location.ts'
import { PANELS, type PanelId } from './panels.ts'

export const panel = computed<PanelId>(() => {
  const chosen = query.value.get('panel')
  return PANELS.find(one => one.id === chosen)?.id ?? 'activity'
})

export function choosePanel(id: PanelId): void {
  go(here({ panel: id === 'activity' ? null : id }), 'replace')
}
