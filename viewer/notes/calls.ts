/** What notes ask of the server. */

import type { Colleague } from '../../contract/access.ts'
import type { List } from '../../contract/api.ts'
import type { Note, NoteChange, NoteInput } from '../../contract/note.ts'
import { address, path, read, send } from '../api.ts'

const place = (session: string, note?: string) =>
  `/api/sessions/${path(session)}/notes${note === undefined ? '' : `/${path(note)}`}`

export const calls = {
  colleagues: () => read<List<Colleague>>('/api/mentions', {}),
  notes: (session: string, project?: string) => read<List<Note>>(place(session), { project }),
  make: (session: string, input: NoteInput, project?: string) =>
    send<Note>('POST', address(place(session), { project }), input),
  change: (session: string, note: string, change: NoteChange, project?: string) =>
    send<Note>('PUT', address(place(session, note), { project }), change),
  remove: (session: string, note: string, project?: string) =>
    send<unknown>('DELETE', address(place(session, note), { project })),
}
