import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  PLAYLIST_LIMIT,
  type Playlist,
  type PlaylistChange,
  type playlistInputSchema,
} from '../../contract/watching.ts'
import { Failure } from '../failure.ts'
import type { DocumentRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'
import { inTurn } from './in-turn.ts'
import type { Who } from './who.ts'

const documentSchema = z.object({
  name: z.string(),
  segment: z.string().nullable(),
  sessions: z.array(z.string()),
  madeBy: z.string(),
})

type Documents = Pick<Store, 'document' | 'documents' | 'putDocument' | 'segments'>

/** Null for what another version wrote. */
function read({ id, createdAt, value }: DocumentRow): Playlist | null {
  const parsed = documentSchema.safeParse(value)
  return parsed.success ? { id, createdAt, ...parsed.data } : null
}

export async function playlistsOf(store: Documents, project: string): Promise<Playlist[]> {
  return (await store.documents(project, 'playlist')).flatMap(row => read(row) ?? [])
}

export async function findPlaylist(store: Documents, project: string, id: string): Promise<Playlist> {
  const row = await store.document(project, 'playlist', id)
  const playlist = row ? read(row) : null
  if (!playlist) throw new Failure('not-found', 'There is no such playlist; it may have been deleted.')
  return playlist
}

export async function makePlaylist(
  store: Documents,
  place: { project: string; who: Who; at: number },
  input: z.output<typeof playlistInputSchema>,
): Promise<Playlist> {
  const { project, who, at } = place
  if ('segment' in input && !(await store.segments(project)).some(one => one.id === input.segment)) {
    throw new Failure('not-found', 'There is no segment with this id.')
  }
  const playlist: Playlist = {
    id: `list_${randomUUID().replaceAll('-', '').slice(0, 16)}`,
    name: input.name,
    segment: 'segment' in input ? input.segment : null,
    sessions: 'sessions' in input ? [...new Set(input.sessions)] : [],
    madeBy: who.name,
    createdAt: at,
  }
  await save(store, project, playlist, at)
  return playlist
}

export function changePlaylist(
  store: Documents,
  place: { project: string; id: string; at: number },
  change: PlaylistChange,
): Promise<Playlist> {
  const { project, id, at } = place
  return inTurn(`playlist ${project} ${id}`, async () => {
    const before = await findPlaylist(store, project, id)
    if (before.segment !== null && (change.add !== undefined || change.remove !== undefined)) {
      throw new Failure('bad-request', 'This playlist lives from a segment: change the segment instead.')
    }
    const sessions = before.sessions.filter(one => one !== change.remove && one !== change.add)
    if (change.add !== undefined) sessions.push(change.add)
    if (sessions.length > PLAYLIST_LIMIT) {
      throw new Failure('bad-request', `A playlist has room for ${PLAYLIST_LIMIT} sessions: begin another.`)
    }
    const after = { ...before, name: change.name ?? before.name, sessions }
    await save(store, project, after, at)
    return after
  })
}

async function save(store: Documents, project: string, playlist: Playlist, at: number): Promise<void> {
  const { id, createdAt, ...value } = playlist
  await store.putDocument({ project, kind: 'playlist', id, createdAt, updatedAt: at, value })
}
