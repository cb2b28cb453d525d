import './player.css'
import { useLayoutEffect, useMemo } from 'preact/hooks'
import { offerShortcuts } from '../frame/shortcuts.ts'
import { HandOverPanel } from '../hand-over/HandOverPanel.tsx'
import { handing } from '../hand-over/tabs.ts'
import { to } from '../location.ts'
import { leaveNotes, loadNotes } from '../notes/notes.ts'
import { loadSessions, rows } from '../sessions/list.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Problem } from '../ui/State.tsx'
import { Controls } from './Controls.tsx'
import { playerKeys, SHORTCUTS } from './keys.ts'
import { Panels } from './Panels.tsx'
import { PlayerHead } from './PlayerHead.tsx'
import { createPlayer } from './player.ts'
import { Stage } from './Stage.tsx'
import { Timeline } from './Timeline.tsx'

export function PlayerScreen({ id }: { id: string }) {
  const player = useMemo(() => createPlayer(id), [id])

  // Before the next frame: an effect would wait for it, and the picture for the effect.
  useLayoutEffect(() => {
    document.title = 'Session · Segreel'
    void loadNotes(id)
    void player.load().then(() => {
      // The list knows what comes before and after; opened by a link, it is not there yet, and the picture comes first.
      if (rows.peek().length === 0) void loadSessions()
    })
    const stops = [
      offerShortcuts('Player', SHORTCUTS),
      playerKeys(player),
      leaveNotes,
      () => player.destroy(),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [player])

  const { problem, value } = player.session.value
  if (problem && !value) {
    return (
      <>
        <Problem title="This session cannot be shown" problem={problem} again={() => void player.load()} />
        <div class="state-link">
          <LinkButton href={to('/sessions')} icon="back">
            All sessions
          </LinkButton>
        </div>
      </>
    )
  }
  return (
    <section class="player">
      <PlayerHead player={player} />
      <div class="player-main">
        <Stage player={player} consents />
        <Timeline player={player} />
        <Controls player={player} leads />
      </div>
      {handing.value && player.scan.value ? (
        <HandOverPanel player={player} tab={handing.value} />
      ) : (
        <Panels player={player} />
      )}
    </section>
  )
}
