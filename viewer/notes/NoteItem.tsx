import { useState } from 'preact/hooks'
import { mentionParts, type Note } from '../../contract/note.ts'
import type { Player } from '../player/player.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { ago, clock, fullTime } from '../ui/words.ts'
import { changeNote, deleteNote, openNote, showNote } from './notes.ts'

export function NoteItem({ note, player }: { note: Note; player: Player }) {
  const [text, setText] = useState<string | null>(null)
  const open = openNote.value?.id === note.id
  const { at, until, resolved } = note
  return (
    <li
      class={`note-item ${open ? 'open' : ''} ${resolved ? 'resolved' : ''}`}
      aria-current={open ? 'true' : undefined}
    >
      <header>
        <button
          type="button"
          class="note-time"
          title="Go to this moment"
          onClick={() => {
            showNote(note.id)
            player.seek(at)
          }}
        >
          {clock(at)}
          {until !== null && `–${clock(until)}`}
          {note.drawing && <Icon name="pencil" small />}
          {note.drawing && <span class="visually-hidden">, with a drawing</span>}
        </button>
        <span class="cut quiet" title={fullTime(note.createdAt)}>
          {note.author}, {ago(note.createdAt, Date.now())}
        </span>
        <Button
          icon="check"
          look="quietly"
          pressed={resolved !== null}
          label={resolved ? `Resolved by ${resolved.by}: open it again` : 'Resolve'}
          onClick={() => void changeNote(note, { resolved: resolved === null })}
        />
        <Popover label="More about this note" icon="more" class="quietly" side="right">
          {close => (
            <>
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  void copyText(new URL(note.url, location.href).href, 'Link to the note copied')
                  close()
                }}
              >
                <Icon name="link" /> Copy a link to it
              </button>
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  setText(note.text)
                  close()
                }}
              >
                <Icon name="pencil" /> Change the text
              </button>
              <button type="button" class="menu-item danger" onClick={() => void deleteNote(note)}>
                <Icon name="bin" /> Delete
              </button>
            </>
          )}
        </Popover>
      </header>
      {text === null ? (
        <p class="note-text">
          {mentionParts(note.text).map((part, i) =>
            i % 2 === 1 ? (
              <b key={i} class="mention">
                @{part}
              </b>
            ) : (
              part
            ),
          )}
        </p>
      ) : (
        <form
          class="note-form"
          onSubmit={event => {
            event.preventDefault()
            void changeNote(note, { text }).then(() => setText(null))
          }}
        >
          <textarea
            class="input"
            rows={3}
            aria-label="Text of the note"
            value={text}
            onInput={event => setText(event.currentTarget.value)}
          />
          <div class="note-actions">
            <Button type="submit" look="primary" disabled={text.trim() === ''}>
              Save
            </Button>
            <Button look="quietly" onClick={() => setText(null)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </li>
  )
}
