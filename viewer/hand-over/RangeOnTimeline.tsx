import './range-on-timeline.css'
import type { Player } from '../player/player.ts'
import { range, withEnd } from './range.ts'
import { handing } from './tabs.ts'

/** The range on the player's timeline, its edges to be dragged. By keyboard, it is set in the panel. */
export function RangeOnTimeline({ player }: { player: Player }) {
  const now = range.value
  if (!now || handing.value === 'moment') return null
  const length = player.length.value
  const percent = (at: number) => `${(100 * Math.min(at, length)) / length}%`
  return (
    <div class="timeline-range" aria-hidden="true">
      <span
        class="timeline-range-kept"
        style={{ left: percent(now.from), right: `calc(100% - ${percent(now.to)})` }}
      />
      <Edge player={player} end="from" left={percent(now.from)} />
      <Edge player={player} end="to" left={percent(now.to)} />
    </div>
  )
}

function Edge({ player, end, left }: { player: Player; end: 'from' | 'to'; left: string }) {
  const drag = (event: PointerEvent) => {
    const edge = event.currentTarget
    if (!(edge instanceof HTMLElement) || !edge.hasPointerCapture(event.pointerId)) return
    const track = edge.parentElement?.getBoundingClientRect()
    const now = range.peek()
    if (!track || !now || track.width === 0) return
    const at = ((event.clientX - track.left) / track.width) * player.length.peek()
    range.value = withEnd(now, end, at, player.length.peek())
  }
  return (
    <span
      class={`timeline-range-edge ${end}`}
      style={{ left }}
      onPointerDown={event => {
        event.preventDefault()
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
    />
  )
}
