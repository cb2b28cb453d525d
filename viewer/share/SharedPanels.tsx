import '../player/panels.css'
import { useComputed, useSignal } from '@preact/signals'
import { EntryList } from '../player/EntryList.tsx'
import { PANELS, type PanelId, rowsOf } from '../player/panels.ts'
import type { Player } from '../player/player.ts'
import { Segmented } from '../ui/Segmented.tsx'

/** What a link can tell beside the picture; the last two only where its maker chose so. */
const SHOWN: readonly PanelId[] = ['activity', 'failures', 'console', 'network']

export function SharedPanels({ player }: { player: Player }) {
  const chosen = useSignal<PanelId>('activity')
  const rows = useComputed(() => rowsOf(player.entries.value, chosen.value, ''))
  const there = useComputed(() =>
    PANELS.filter(
      one =>
        SHOWN.includes(one.id) &&
        (one.id === 'activity' || rowsOf(player.entries.value, one.id, '').length > 0),
    ).map(one => ({ value: one.id, label: one.label })),
  )
  return (
    <aside class="panels card" aria-label="What happened">
      <div class="share-panel-head">
        {there.value.length > 1 ? (
          <Segmented
            label="What to show"
            name="share-panel"
            value={chosen.value}
            options={there.value}
            onChange={next => {
              chosen.value = next
            }}
          />
        ) : (
          <h2>What happened</h2>
        )}
      </div>
      <div class="panel">
        <EntryList player={player} rows={rows} empty="Nothing was noticed in this range." />
      </div>
    </aside>
  )
}
