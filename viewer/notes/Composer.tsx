import { mentionsIn, STROKE_COLOURS } from '../../contract/note.ts'
import type { Player } from '../player/player.ts'
import { Button } from '../ui/Button.tsx'
import { clock } from '../ui/words.ts'
import { Mentions } from './Mentions.tsx'
import { begin, change, draft, pen, saveDraft } from './notes.ts'

/** A new note: it stands at the moment at which writing or drawing began, and the replay waits meanwhile. */
export function Composer({ player }: { player: Player }) {
  const now = draft.value
  const start = () => {
    player.replay.peek()?.pause()
    return begin(player.id, player.at.peek())
  }
  const later = now !== null && player.at.value > now.at
  const mentions = mentionsIn(now?.text ?? '')
  const ready = now !== null && (now.text.trim() !== '' || now.drawing !== null)
  const save = () => void saveDraft(player.state.peek()?.tab ?? null)
  return (
    <form
      class="composer"
      aria-label="New note"
      onSubmit={event => {
        event.preventDefault()
        if (ready) save()
      }}
    >
      <textarea
        id="note-text"
        class="input"
        rows={now ? 4 : 2}
        placeholder={`Write a note at ${clock(now?.at ?? player.at.value)}; @ mentions someone`}
        aria-label={`Note at ${clock(now?.at ?? player.at.value)}`}
        value={now?.text ?? ''}
        onInput={event => {
          start()
          change({ text: event.currentTarget.value })
        }}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          if (ready) save()
        }}
      />
      <Mentions
        text={now?.text ?? ''}
        onChoose={text => {
          change({ text })
          document.getElementById('note-text')?.focus()
        }}
      />
      {mentions.length > 0 && <p class="quiet">Mentions {mentions.join(', ')}</p>}
      <div class="note-actions">
        {now && (
          <span class="chip accent">
            {clock(now.at)}
            {now.until !== null && `–${clock(now.until)}`}
          </span>
        )}
        {now && now.until === null && (
          <Button
            look="quietly"
            disabled={!later}
            onClick={() => change({ until: Math.round(player.at.peek()) })}
          >
            {later ? `Until ${clock(player.at.value)}` : 'Until … (move on first)'}
          </Button>
        )}
        {now && now.until !== null && (
          <Button look="quietly" onClick={() => change({ until: null })}>
            Only this moment
          </Button>
        )}
        <Button
          icon="pencil"
          look="quietly"
          label={pen.value === null ? 'Draw on the page' : 'Stop drawing'}
          pressed={pen.value !== null}
          onClick={() => {
            start()
            pen.value = pen.peek() === null ? 'red' : null
          }}
        />
        {pen.value !== null && (
          <fieldset class="pens">
            <legend class="visually-hidden">Colour</legend>
            {STROKE_COLOURS.map(colour => (
              <label key={colour} title={colour}>
                <input
                  type="radio"
                  class="visually-hidden"
                  name="pen"
                  checked={pen.value === colour}
                  onChange={() => {
                    pen.value = colour
                  }}
                />
                <span class={`pen ${colour}`}>
                  <span class="visually-hidden">{colour}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {now?.drawing && (
          <Button look="quietly" onClick={() => change({ drawing: null })}>
            Wipe
          </Button>
        )}
        {now && (
          <span class="note-end">
            <Button
              look="quietly"
              onClick={() => {
                draft.value = null
                pen.value = null
              }}
            >
              Discard
            </Button>
            <Button type="submit" look="primary" disabled={!ready}>
              Save note
            </Button>
          </span>
        )}
      </div>
    </form>
  )
}
