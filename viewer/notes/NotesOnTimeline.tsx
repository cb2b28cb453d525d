import './notes-on-timeline.css'
import type { Player } from '../player/player.ts'
import { draft, notes, openNote } from './notes.ts'

/** Ranges that notes are about, and the one being written. Moments are marks like any other. */
export function NotesOnTimeline({ player }: { player: Player }) {
  const length = player.length.value
  const place = (at: number, until: number) => ({
    left: `${(100 * Math.min(at, length)) / length}%`,
    width: `max(3px, ${(100 * (Math.min(until, length) - Math.min(at, length))) / length}%)`,
  })
  const now = draft.value
  return (
    <div class="timeline-notes" aria-hidden="true">
      {notes.value.value?.map(({ id, at, until, resolved }) =>
        until === null && openNote.value?.id !== id ? null : (
          <span
            key={id}
            class={`note-range ${resolved ? 'resolved' : ''} ${openNote.value?.id === id ? 'open' : ''}`}
            style={place(at, until ?? at)}
          />
        ),
      )}
      {now && <span class="note-range open" style={place(now.at, now.until ?? now.at)} />}
    </div>
  )
}
