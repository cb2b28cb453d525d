import './timeline.css'
import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { RecordedTab } from '../../contract/api.ts'
import { RangeOnTimeline } from '../hand-over/RangeOnTimeline.tsx'
import { NotesOnTimeline } from '../notes/NotesOnTimeline.tsx'
import { clock, duration } from '../ui/words.ts'
import { shownMarks } from './display.ts'
import type { Entry } from './entries.ts'
import { PagePreview } from './PagePreview.tsx'
import type { Player } from './player.ts'

/** All of the session on one line per tab: when it was active, what happened, where we are. */
export function Timeline({ player }: { player: Player }) {
  const track = useRef<HTMLDivElement>(null)
  const hover = useSignal<number | null>(null)
  useSignalEffect(() => {
    track.current?.style.setProperty('--at', String(player.at.value / player.length.value))
  })
  const second = useComputed(() => Math.floor(player.at.value / 1000) * 1000)
  const session = player.session.value.value
  const tabs = session?.recordings ?? []
  const placeOf = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    return box ? Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) : 0
  }
  return (
    <div class="timeline">
      <div
        class="timeline-track"
        ref={track}
        onPointerMove={event => {
          hover.value = placeOf(event)
        }}
        onPointerLeave={() => {
          hover.value = null
        }}
      >
        <input
          class="timeline-input"
          type="range"
          min={0}
          max={player.length.value}
          step={1000}
          value={second.value}
          aria-label="Time in the session"
          aria-valuetext={`${clock(second.value)} of ${clock(player.length.value)}`}
          disabled={!session}
          onInput={event => player.seek(event.currentTarget.valueAsNumber)}
          onPointerDown={event => player.seek(placeOf(event) * player.length.value)}
        />
        {tabs.map((tab, i) => (
          <Track key={tab.id} player={player} tab={tab} index={i} many={tabs.length > 1} />
        ))}
        <Marks player={player} />
        <NotesOnTimeline player={player} />
        <RangeOnTimeline player={player} />
        <span class="timeline-head" aria-hidden="true" />
        {hover.value !== null && <Preview player={player} place={hover.value} />}
      </div>
    </div>
  )
}

function Track({
  player,
  tab,
  index,
  many,
}: {
  player: Player
  tab: RecordedTab
  index: number
  many: boolean
}) {
  const start = player.session.value.value?.startedAt ?? 0
  const current = useComputed(() => player.state.value?.tab === tab.id)
  const pinned = useComputed(() => player.state.value?.pinned === tab.id)
  const percent = (at: number) => (100 * (at - start)) / player.length.value
  return (
    <div class={current.value || !many ? 'track current' : 'track'}>
      <span
        class="track-whole"
        style={{ left: `${percent(tab.from)}%`, right: `${100 - percent(tab.to)}%` }}
      />
      {tab.facts.stretches.map(stretch => (
        <span
          key={stretch.from}
          class="track-stretch"
          style={{
            left: `${percent(stretch.from)}%`,
            width: `max(2px, ${percent(stretch.to) - percent(stretch.from)}%)`,
          }}
        />
      ))}
      {many && (
        <button
          type="button"
          class="track-name"
          aria-pressed={pinned.value}
          title={pinned.value ? 'Follow the person from tab to tab' : 'Stay on this tab'}
          onClick={() => player.replay.value?.pin(pinned.value ? null : tab.id)}
        >
          Tab {index + 1}
          {pinned.value ? ' · pinned' : ''}
        </button>
      )}
    </div>
  )
}

function Marks({ player }: { player: Player }) {
  const start = player.session.value.value?.startedAt ?? 0
  const marks = player.entries.value.filter(entry => shownMarks.value.has(entry.kind))
  return (
    <div class="timeline-marks" aria-hidden="true">
      {marks.map(mark => (
        <span
          key={mark.id}
          class={`mark ${mark.kind} ${mark.tone ?? ''}`}
          style={{ left: `${Math.min(100, Math.max(0, (100 * (mark.at - start)) / player.length.value))}%` }}
        />
      ))}
    </div>
  )
}

/** Marks within this share of the line count as under the pointer. */
const NEAR = 0.008
const MOST_SHOWN = 5

function Preview({ player, place }: { player: Player; place: number }) {
  const start = player.session.value.value?.startedAt ?? 0
  const length = player.length.value
  const at = start + place * length
  const near: Entry[] = player.entries.value.filter(
    entry => shownMarks.value.has(entry.kind) && Math.abs(entry.at - at) < NEAR * length,
  )
  const idle = player.replay.value?.idle.find(gap => gap.from <= at && at < gap.to)
  return (
    <div class="timeline-preview" style={{ left: `${100 * Math.min(Math.max(place, 0.14), 0.86)}%` }}>
      <PagePreview player={player} at={at} />
      <b>{clock(place * length)}</b>
      {near.slice(0, MOST_SHOWN).map(entry => (
        <span key={entry.id} class="cut">
          <span class={`mark-dot ${entry.kind}`} /> {entry.title}
        </span>
      ))}
      {near.length > MOST_SHOWN && <span class="quiet">and {near.length - MOST_SHOWN} more</span>}
      {near.length === 0 && idle && <span class="quiet">idle for {duration(idle.to - idle.from)}</span>}
    </div>
  )
}
