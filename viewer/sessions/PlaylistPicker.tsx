import { useEffect } from 'preact/hooks'
import { segment } from '../frame/projects.ts'
import { bar, go, here } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { count } from '../ui/words.ts'
import { choice } from './choice.ts'
import { rows } from './list.ts'
import { deletePlaylist, loadPlaylists, makePlaylist, playlist, playlists } from './playlists.ts'
import { NewName } from './RowActions.tsx'

export function PlaylistPicker() {
  useEffect(() => void loadPlaylists(), [bar.value.project])
  const { playlist: id } = choice.value
  const name = playlist.value?.name ?? (id ? 'Playlist' : null)
  return (
    <Popover
      label="Playlists"
      icon="video"
      class={id ? 'chosen' : 'quietly'}
      side="right"
      show={<span class="cut">{name ?? 'Playlists'}</span>}
    >
      {close => <Choices close={close} />}
    </Popover>
  )
}

const without = { queue: null, sort: null, order: null }

function Choices({ close }: { close: () => void }) {
  const { playlist: id, queue } = choice.value
  const { value: all, problem } = playlists.value
  const shown = playlist.value
  const open = (next: string | null, living = false) => {
    // One that lives from a segment speaks of that segment alone.
    const bars = living ? { segment: null, definition: null } : {}
    go(here({ ...without, ...bars, playlist: next }))
    close()
  }
  const chosen = bar.value.segment
  return (
    <>
      {problem && <p class="menu-label">{problem}</p>}
      {id !== '' && (
        <button type="button" class="menu-item" onClick={() => open(null)}>
          <Icon name="back" /> All sessions
        </button>
      )}
      {all?.map(one => (
        <button
          key={one.id}
          type="button"
          class="menu-item"
          aria-current={one.id === id}
          onClick={() => open(one.id, one.segment !== null)}
        >
          <Icon name={one.segment ? 'funnel' : 'video'} />
          <span class="cut">{one.name}</span>
          <small class="quiet">{one.segment ? 'living' : count(one.sessions.length)}</small>
        </button>
      ))}
      {all?.length === 0 && <p class="menu-label">No playlist yet. Add sessions from their menu.</p>}
      <div class="menu-line" />
      {queue !== null && (
        <NewName label="Keep this queue as a playlist" limit={200} onName={name => void keepQueue(name)} />
      )}
      {queue === null && (
        <NewName
          label="New playlist"
          limit={200}
          onName={name => void makePlaylist({ name, sessions: [] })}
        />
      )}
      {chosen && (
        <button
          type="button"
          class="menu-item"
          onClick={() => void makePlaylist({ name: segment.value?.name ?? 'Segment', segment: chosen })}
        >
          <Icon name="plus" /> Living one from “{segment.value?.name ?? 'this segment'}”
        </button>
      )}
      {shown && (
        <button
          type="button"
          class="menu-item danger"
          onClick={() => void deletePlaylist(shown).then(done => done && open(null))}
        >
          <Icon name="bin" /> Delete “{shown.name}”
        </button>
      )}
    </>
  )
}

async function keepQueue(name: string): Promise<void> {
  const made = await makePlaylist({ name, sessions: rows.peek().map(row => row.id) })
  if (made) go(here({ ...without, playlist: made.id }))
}
