import '../player/player.css'
import { useEffect } from 'preact/hooks'
import type { Shared } from '../../contract/share.ts'
import { Controls } from '../player/Controls.tsx'
import { playerKeys } from '../player/keys.ts'
import type { Player } from '../player/player.ts'
import { Stage } from '../player/Stage.tsx'
import { Timeline } from '../player/Timeline.tsx'
import { duration, fullTime } from '../ui/words.ts'
import { Mark } from './Mark.tsx'
import { SharedPanels } from './SharedPanels.tsx'

export function SharedReplay({ player, shared }: { player: Player; shared: Shared }) {
  const { fields, startedAt, endedAt } = shared.session
  useEffect(() => playerKeys(player), [player])
  return (
    <section class="player share-player">
      <header class="share-head">
        <Mark />
        <div>
          <h1>{shared.title}</h1>
          <p class="quiet">
            <span>{fullTime(startedAt)}</span>
            <span>{duration(endedAt - startedAt)}</span>
            <span>{[fields.browser, fields.os].filter(Boolean).join(', ')}</span>
          </p>
        </div>
      </header>
      <div class="player-main">
        <Stage player={player} />
        <Timeline player={player} />
        <Controls player={player} />
      </div>
      <SharedPanels player={player} />
    </section>
  )
}
