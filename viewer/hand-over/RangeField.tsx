import type { Player } from '../player/player.ts'
import { Button } from '../ui/Button.tsx'
import { clock, duration } from '../ui/words.ts'
import { type Range, range, STEP_MS, withEnd } from './range.ts'

/** From when to when: by slider, from where the replay stands, or by the edges on the timeline. */
export function RangeField({ player }: { player: Player }) {
  const now = range.value
  if (!now) return null
  const length = player.length.value
  return (
    <fieldset class="hand-range">
      <legend>
        {clock(now.from)} to {clock(now.to)} <span class="quiet">· {duration(now.to - now.from)}</span>
      </legend>
      <End player={player} end="from" now={now} label="From" here="From here" />
      <End player={player} end="to" now={now} label="To" here="To here" />
      <Button
        look="quietly"
        onClick={() => {
          range.value = { from: 0, to: Math.ceil(length) }
        }}
      >
        The whole visit
      </Button>
    </fieldset>
  )
}

interface EndProps {
  player: Player
  end: 'from' | 'to'
  now: Range
  label: string
  here: string
}

function End({ player, end, now, label, here }: EndProps) {
  const length = player.length.value
  const move = (at: number) => {
    range.value = withEnd(now, end, at, length)
  }
  return (
    <div class="hand-range-end">
      <label>
        <span>{label}</span>
        <input
          type="range"
          min={0}
          max={Math.ceil(length / STEP_MS) * STEP_MS}
          step={STEP_MS}
          value={now[end]}
          aria-valuetext={clock(now[end])}
          onInput={event => move(event.currentTarget.valueAsNumber)}
          // Let go: the replay shows where the range begins or ends.
          onChange={event => player.seek(event.currentTarget.valueAsNumber)}
        />
      </label>
      <Button onClick={() => move(player.at.peek())}>{here}</Button>
    </div>
  )
}
