import './notes.css'
import type { Player } from '../player/player.ts'
import { Notice, Skeleton } from '../ui/State.tsx'
import { Composer } from './Composer.tsx'
import { NoteItem } from './NoteItem.tsx'
import { notes } from './notes.ts'

/** Notes of the session, in order of the moments they are about; below, a new one. */
export function NotesPanel({ player }: { player: Player }) {
  const { value, problem } = notes.value
  return (
    <div class="notes">
      {problem && <Notice bad>{problem}</Notice>}
      {value?.length === 0 && (
        <p class="panel-empty quiet">
          No note yet. Write what you saw here: it stands at this moment, for everyone who watches.
        </p>
      )}
      {!value && !problem && <Skeleton width="70%" />}
      <ul>
        {value?.map(note => (
          <NoteItem key={note.id} note={note} player={player} />
        ))}
      </ul>
      <Composer player={player} />
    </div>
  )
}
