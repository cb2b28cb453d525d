import { useComputed } from '@preact/signals'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { clock } from '../ui/words.ts'
import { actualSize, MARK_KINDS, shownMarks, toggleMark } from './display.ts'
import { HeatmapLink } from './HeatmapLink.tsx'
import { copyMoment, fullscreen, nextMark } from './keys.ts'
import { type Player, SPEEDS } from './player.ts'

/** `leads`: other screens can be opened from here. */
export function Controls({ player, leads = false }: { player: Player; leads?: boolean }) {
  const skipping = useComputed(() => player.state.value?.skipping ?? true)
  const speed = useComputed(() => player.state.value?.speed ?? 1)
  const playing = player.playing.value
  return (
    <section class="controls" aria-label="Playback">
      <Button
        icon={playing ? 'pause' : 'play'}
        look="primary"
        label={playing ? 'Pause' : 'Play'}
        keys="Space"
        onClick={player.toggle}
      />
      <Button
        icon="backward"
        look="quietly"
        label="One change back"
        keys=","
        onClick={() => void player.replay.value?.step(-1)}
      />
      <Button
        icon="forward"
        look="quietly"
        label="One change on"
        keys="."
        onClick={() => void player.replay.value?.step(1)}
      />
      <Time player={player} />
      <Popover
        label="Speed"
        class="quietly"
        up
        show={
          <>
            {speed.value}×<Icon name="down" small />
          </>
        }
      >
        {close =>
          SPEEDS.map(one => (
            <button
              key={one}
              type="button"
              class="menu-item"
              aria-current={one === speed.value}
              onClick={() => {
                player.replay.value?.setSpeed(one)
                close()
              }}
            >
              {one}×
            </button>
          ))
        }
      </Popover>
      <label class="switch" title="Skip idle time (s)">
        <input
          type="checkbox"
          checked={skipping.value}
          onChange={event => player.replay.value?.setSkipping(event.currentTarget.checked)}
        />
        <span>Skip idle</span>
      </label>
      <div class="controls-end">
        <Button
          icon="back"
          look="quietly"
          label="Mark before"
          keys="["
          onClick={() => nextMark(player, -1)}
        />
        <Button icon="next" look="quietly" label="Next mark" keys="]" onClick={() => nextMark(player, 1)} />
        <Popover label="Marks on the timeline" icon="adjustments" class="quietly" side="right" up>
          {() =>
            MARK_KINDS.map(({ kind, label }) => (
              <label key={kind} class="menu-item">
                <input
                  type="checkbox"
                  checked={shownMarks.value.has(kind)}
                  onChange={() => toggleMark(kind)}
                />
                <span class={`mark-dot ${kind}`} aria-hidden="true" />
                {label}
              </label>
            ))
          }
        </Popover>
        {leads && <HeatmapLink player={player} />}
        <Button
          icon="link"
          look="quietly"
          label="Copy link to this moment"
          keys="c"
          onClick={() => copyMoment(player)}
        />
        <Button
          icon="zoom"
          look="quietly"
          label={actualSize.value ? 'Fit into the window' : 'Actual size'}
          keys="a"
          pressed={actualSize.value}
          onClick={() => {
            actualSize.value = !actualSize.value
          }}
        />
        <Button icon="grow" look="quietly" label="Full screen" keys="f" onClick={fullscreen} />
      </div>
    </section>
  )
}

function Time({ player }: { player: Player }) {
  const now = useComputed(() => clock(player.at.value))
  return (
    <span class="controls-time">
      <b>{now}</b>
      <span class="quiet"> / {clock(player.length.value)}</span>
    </span>
  )
}
