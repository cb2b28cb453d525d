/** Playlists of the project: made here, filled from the rows. */
import { computed } from '@preact/signals'
import type { Playlist, PlaylistInput } from '../../contract/watching.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import { calls } from './calls.ts'
import { choice } from './choice.ts'
import { loadSessions } from './list.ts'

export const playlists = remote<Playlist[]>()

/** The one the list shows. */
export const playlist = computed(() => {
  const { playlist: id } = choice.value
  return playlists.value.value?.find(one => one.id === id) ?? null
})

export async function loadPlaylists(): Promise<void> {
  const { project } = bar.peek()
  await load(playlists, async () => (await calls.playlists(project)).items)
}

export function makePlaylist(input: PlaylistInput): Promise<Playlist | null> {
  return told(async () => {
    const made = await calls.makePlaylist(input, bar.peek().project)
    say(made.segment ? `“${made.name}” lives from the segment` : `“${made.name}” made`)
    return made
  })
}

export async function addToPlaylist({ id, name }: Playlist, session: string): Promise<void> {
  const after = await told(() => calls.changePlaylist(id, { add: session }, bar.peek().project))
  if (after) say(`In “${name}”: ${counted(after.sessions.length, 'session')}`)
}

export async function takeOut({ id, name }: Playlist, session: string): Promise<void> {
  const after = await told(() => calls.changePlaylist(id, { remove: session }, bar.peek().project))
  if (!after) return
  say(`Taken out of “${name}”`)
  void loadSessions({ again: true })
}

export async function renamePlaylist(id: string, name: string): Promise<void> {
  await told(() => calls.changePlaylist(id, { name }, bar.peek().project))
}

export async function deletePlaylist({ id, name }: Playlist): Promise<boolean> {
  const done = await told(() => calls.deletePlaylist(id, bar.peek().project))
  if (done !== null) say(`“${name}” deleted; its sessions stay`)
  return done !== null
}

/** Asks, and looks at the playlists again; what goes wrong is said. */
async function told<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    const answer = await ask()
    await loadPlaylists()
    return answer
  } catch (cause) {
    say(wordsOf(cause))
    return null
  }
}
