/** What the session list asks of the server. */
import type { Explanation, List, Session } from '../../contract/api.ts'
import type { Found } from '../../contract/found.ts'
import type { Order, SessionSort } from '../../contract/session-sort.ts'
import type {
  Kept,
  KeptChange,
  Label,
  Playlist,
  PlaylistChange,
  PlaylistInput,
} from '../../contract/watching.ts'
import { address, path, read, type SessionQuery, send } from '../api.ts'

export interface ListQuery extends SessionQuery {
  sort?: SessionSort
  order?: Order
  playlist?: string
  label?: string
  text?: string
  star?: 'true'
  unwatched?: 'true'
  noted?: 'true'
  mentioned?: 'true'
}

export type Queued = Session & { reason: string }

export const calls = {
  sessions: (query: ListQuery) => read<List<Session>>('/api/sessions', { ...query }),
  queue: (query: ListQuery & { count: number }) => read<List<Queued>>('/api/queue', { ...query }),
  found: (text: string, sessions: string[], project?: string) =>
    read<List<Found>>('/api/sessions/found', { text, sessions: sessions.join(','), project }),
  why: (
    asked: { sessions: string[]; segment?: string; definition?: string; asOf?: string },
    project?: string,
  ) =>
    send<List<{ session: string; why: Explanation }>>(
      'POST',
      address('/api/sessions/why', { project }),
      asked,
    ),
  keep: (session: string, change: KeptChange, project?: string) =>
    send<Kept>('PUT', address(`/api/sessions/${path(session)}/kept`, { project }), change),
  setWatched: (session: string, watched: boolean, project?: string) =>
    send<Kept>('PUT', address(`/api/sessions/${path(session)}/watched`, { project }), { watched }),
  labels: (project?: string) => read<List<Label>>('/api/labels', { project }),
  playlists: (project?: string) => read<List<Playlist>>('/api/playlists', { project }),
  makePlaylist: (input: PlaylistInput, project?: string) =>
    send<Playlist>('POST', address('/api/playlists', { project }), input),
  changePlaylist: (id: string, change: PlaylistChange, project?: string) =>
    send<Playlist>('PUT', address(`/api/playlists/${path(id)}`, { project }), change),
  deletePlaylist: (id: string, project?: string) =>
    send<unknown>('DELETE', address(`/api/playlists/${path(id)}`, { project })),
}
