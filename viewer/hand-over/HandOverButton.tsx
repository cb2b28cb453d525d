import type { Player } from '../player/player.ts'
import { Icon } from '../ui/Icon.tsx'
import { hand, handing } from './tabs.ts'

/** Opens what hands the session over, in the place of the panels; closes it again. */
export function HandOverButton({ player }: { player: Player }) {
  const open = handing.value !== null
  return (
    <button
      type="button"
      class="button hand-over-button"
      aria-expanded={open}
      disabled={player.session.value.value === null}
      onClick={() => {
        player.replay.peek()?.pause()
        hand(open ? null : 'moment')
      }}
    >
      <Icon name="upload" />
      Hand over
    </button>
  )
}
