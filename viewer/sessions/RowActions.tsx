import { signal, useComputed } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { Session } from '../../contract/api.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { keep, keptNow, labels, loadLabels, setWatched } from './kept.ts'
import { addToPlaylist, loadPlaylists, makePlaylist, playlist, playlists, takeOut } from './playlists.ts'

type Named = Pick<Session, 'id' | 'person' | 'kept'>

/** Session whose menu was opened last: no other row has one, since a list draws many rows in one frame. */
const opened = signal<string | null>(null)

/** What can be kept about a session: its star, labels, place in playlists, and that it was watched. */
export function RowActions({ session }: { session: Named }) {
  const { star } = keptNow(session)
  return (
    <div class="row-actions">
      <button
        type="button"
        class={`button icon-only quietly ${star ? 'starred' : ''}`}
        aria-label={`Star ${session.person.label}`}
        aria-pressed={star}
        title={star ? 'Take the star away (s)' : 'Star (s)'}
        onClick={() => void keep(session.id, { star: !star })}
      >
        <Icon name={star ? 'starred' : 'star'} />
      </button>
      <KeepMenu session={session} />
    </div>
  )
}

function KeepMenu({ session }: { session: Named }) {
  const label = `More about ${session.person.label}`
  const mine = useComputed(() => opened.value === session.id)
  if (!mine.value) {
    return (
      <div class="popover-host">
        <button
          type="button"
          class="button icon-only quietly"
          aria-expanded={false}
          aria-label={label}
          title={label}
          onClick={() => {
            opened.value = session.id
          }}
        >
          <Icon name="more" />
        </button>
      </div>
    )
  }
  return (
    <Popover label={label} icon="more" class="quietly" side="right" opened>
      {close => <Menu session={session} close={close} />}
    </Popover>
  )
}

function Menu({ session, close }: { session: Named; close: () => void }) {
  const [asked, setAsked] = useState(false)
  if (!asked) {
    setAsked(true)
    void loadLabels()
    void loadPlaylists()
  }
  const kept = keptNow(session)
  const seen = kept.watched.some(one => one.mine)
  const known = labels.value.value?.map(one => one.name) ?? []
  const shown = playlist.value
  const byHand = (playlists.value.value ?? []).filter(one => one.segment === null)
  return (
    <>
      <button
        type="button"
        class="menu-item"
        onClick={() => {
          void setWatched(session.id, !seen)
          close()
        }}
      >
        <Icon name="eye" /> {seen ? 'Mark as not watched' : 'Mark as watched'}
      </button>
      <div class="menu-label">Labels</div>
      {[...new Set([...kept.labels, ...known])].map(name => (
        <label key={name} class="menu-item">
          <input
            type="checkbox"
            checked={kept.labels.includes(name)}
            onChange={event =>
              void keep(session.id, event.currentTarget.checked ? { addLabel: name } : { removeLabel: name })
            }
          />
          <span class="cut">{name}</span>
        </label>
      ))}
      <NewName label="New label" limit={60} onName={name => void keep(session.id, { addLabel: name })} />
      <div class="menu-label">Playlists</div>
      {byHand.map(one => {
        const inIt = one.sessions.includes(session.id)
        return (
          <label key={one.id} class="menu-item">
            <input
              type="checkbox"
              checked={inIt}
              onChange={() => void (inIt ? takeOut(one, session.id) : addToPlaylist(one, session.id))}
            />
            <span class="cut">{one.name}</span>
          </label>
        )
      })}
      <NewName
        label="New playlist"
        limit={200}
        onName={name => void makePlaylist({ name, sessions: [session.id] })}
      />
      {shown?.segment === null && shown.sessions.includes(session.id) && (
        <button type="button" class="menu-item" onClick={() => void takeOut(shown, session.id)}>
          <Icon name="cross" /> Take out of “{shown.name}”
        </button>
      )}
    </>
  )
}

interface NewNameProps {
  label: string
  limit: number
  onName: (name: string) => void
}

/** A name typed and confirmed with Enter or the button. */
export function NewName({ label, limit, onName }: NewNameProps) {
  const [name, setName] = useState('')
  return (
    <form
      class="new-name"
      onSubmit={event => {
        event.preventDefault()
        if (name.trim() === '') return
        onName(name.trim())
        setName('')
      }}
    >
      <input
        class="input"
        placeholder={label}
        aria-label={label}
        maxLength={limit}
        value={name}
        onInput={event => setName(event.currentTarget.value)}
      />
      <button type="submit" class="button icon-only quietly" aria-label={`Add: ${label}`} title="Add">
        <Icon name="plus" />
      </button>
    </form>
  )
}
