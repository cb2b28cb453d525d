import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  drawingSchema,
  mentionsIn,
  type Note,
  type NoteChange,
  type noteInputSchema,
} from '../../contract/note.ts'
import { Failure } from '../failure.ts'
import type { DocumentRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'
import { inTurn } from '../watching/in-turn.ts'
import { countNotes } from '../watching/kept.ts'
import type { Who } from '../watching/who.ts'

const documentSchema = z.object({
  session: z.string(),
  at: z.int(),
  until: z.int().nullable(),
  tab: z.string().nullable(),
  text: z.string(),
  drawing: drawingSchema.nullable(),
  author: z.object({ id: z.string(), name: z.string() }),
  resolved: z.object({ by: z.string(), at: z.int() }).nullable(),
})
type Document = z.infer<typeof documentSchema>

type Documents = Pick<Store, 'document' | 'documents' | 'putDocument' | 'deleteDocument'>

export interface Place {
  project: string
  session: string
  who: Who
  /** Epoch ms. */
  now: number
}

/** Notes of a session, in order of the moments they are about. */
export async function notesOf(store: Documents, { project, session, who }: Place): Promise<Note[]> {
  const rows = (await store.documents(project, 'note')).flatMap(row => {
    const document = read(row)
    return document?.session === session ? [noteOf(row, document, who)] : []
  })
  return rows.sort((a, b) => a.at - b.at || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

export async function makeNote(
  store: Documents,
  place: Place,
  input: z.output<typeof noteInputSchema>,
): Promise<Note> {
  const { project, session, who, now } = place
  const id = `note_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const value: Document = { ...input, session, author: { id: who.id, name: who.name }, resolved: null }
  const row: DocumentRow = { project, kind: 'note', id, createdAt: now, updatedAt: now, value }
  await store.putDocument(row)
  await count(store, place)
  return noteOf(row, value, who)
}

export function changeNote(store: Documents, place: Place, id: string, change: NoteChange): Promise<Note> {
  const { project, who, now } = place
  return inTurn(`note ${project} ${id}`, async () => {
    const { row, document } = await find(store, place, id)
    const resolved =
      change.resolved === undefined
        ? document.resolved
        : change.resolved
          ? (document.resolved ?? { by: who.name, at: now })
          : null
    const value: Document = { ...document, text: change.text ?? document.text, resolved }
    const after = { ...row, updatedAt: now, value }
    await store.putDocument(after)
    await count(store, place)
    return noteOf(after, value, who)
  })
}

export async function deleteNote(store: Documents, place: Place, id: string): Promise<boolean> {
  await find(store, place, id)
  const deleted = await store.deleteDocument(place.project, 'note', id)
  await count(store, place)
  return deleted
}

/** The session list tells how many are open. */
async function count(store: Documents, place: Place): Promise<void> {
  const open = (await notesOf(store, place)).filter(note => note.resolved === null)
  const mentions = [...new Set(open.flatMap(note => note.mentions))]
  await countNotes(store, { ...place, at: place.now }, { notes: open.length, mentions })
}

/** Null: it was deleted. */
export async function findNote(
  store: Pick<Store, 'document'>,
  project: string,
  id: string,
  who: Who,
): Promise<Note | null> {
  const row = await store.document(project, 'note', id)
  const document = row ? read(row) : null
  return row && document ? noteOf(row, document, who) : null
}

async function find(
  store: Documents,
  { project, session }: Place,
  id: string,
): Promise<{ row: DocumentRow; document: Document }> {
  const row = await store.document(project, 'note', id)
  const document = row ? read(row) : null
  if (!row || document?.session !== session) {
    throw new Failure('not-found', 'There is no such note; it may have been deleted.')
  }
  return { row, document }
}

/** Null for what another version wrote. */
function read({ value }: DocumentRow): Document | null {
  const parsed = documentSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}

function noteOf({ id, createdAt, updatedAt }: DocumentRow, document: Document, who: Who): Note {
  const { author, session, ...rest } = document
  return {
    ...rest,
    id,
    session,
    author: author.name,
    mine: author.id === who.id,
    mentions: mentionsIn(rest.text),
    createdAt,
    updatedAt,
    url: `/sessions/${encodeURIComponent(session)}?t=${rest.at}&panel=notes&note=${id}`,
  }
}
