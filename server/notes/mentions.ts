import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Mention } from '../../contract/mention.ts'
import type { Note } from '../../contract/note.ts'
import type { Store } from '../store/port.ts'
import { inTurn } from '../watching/in-turn.ts'
import type { Who } from '../watching/who.ts'
import { findNote, type Place } from './notes.ts'

/** Its words stay in the note: a mention of one that was deleted or masked says nothing of what it said. */
const documentSchema = z.object({
  note: z.string(),
  session: z.string(),
  email: z.string(),
  author: z.string(),
  /** Where the viewer was when it was written, for a link that works outside of it. */
  origin: z.string(),
  mentionedAt: z.int(),
  readAt: z.int().nullable(),
  /** How the webhook stands with it; `none`: there was no webhook. */
  told: z.enum(['none', 'waiting', 'delivered', 'failed']),
  firstAt: z.int(),
  nextAt: z.int(),
  attempts: z.int(),
  error: z.string().nullable(),
})
export type MentionDocument = z.infer<typeof documentSchema> & { id: string }

type Documents = Pick<Store, 'document' | 'documents' | 'putDocument' | 'deleteDocument'>

/** Oldest first. */
export async function mentionsOf(store: Documents, project: string): Promise<MentionDocument[]> {
  return (await store.documents(project, 'mention')).flatMap(({ id, value }) => {
    const read = documentSchema.safeParse(value)
    return read.success ? [{ id, ...read.data }] : []
  })
}

/** Brings what is kept in line with whom the note mentions now; each address is told once of a note. */
export async function keepMentions(
  store: Documents,
  { project, now }: Place,
  note: Note,
  { author, origin, hasHook }: { author: Who; origin: string; hasHook: boolean },
): Promise<void> {
  const known = (await mentionsOf(store, project)).filter(one => one.note === note.id)
  for (const { id, email } of known) {
    if (!note.mentions.includes(email)) await store.deleteDocument(project, 'mention', id)
  }
  for (const email of note.mentions) {
    if (known.some(one => one.email === email)) continue
    await putMention(store, project, {
      id: idOf(note.id, email),
      ...{ note: note.id, session: note.session, email, author: author.name, origin, mentionedAt: now },
      readAt: email === author.id.toLowerCase() ? now : null,
      ...{ told: hasHook ? 'waiting' : 'none', firstAt: now, nextAt: now, attempts: 0, error: null },
    })
  }
}

export async function dropMentions(store: Documents, project: string, note: string): Promise<void> {
  for (const one of await mentionsOf(store, project)) {
    if (one.note === note) await store.deleteDocument(project, 'mention', one.id)
  }
}

/** What is addressed to somebody, newest first. */
export async function addressedTo(store: Documents, project: string, who: Who): Promise<Mention[]> {
  const mine = (await mentionsOf(store, project)).filter(one => one.email === who.id.toLowerCase())
  const found = await Promise.all(
    mine.map(async ({ id, author, mentionedAt, readAt, note, session }): Promise<Mention[]> => {
      const said = await findNote(store, project, note, who)
      if (!said) return []
      const { at, text, resolved, url } = said
      return [{ id, note, session, at, text, author, mentionedAt, resolved: resolved !== null, readAt, url }]
    }),
  )
  return found.flat().sort((a, b) => b.mentionedAt - a.mentionedAt || (a.id < b.id ? -1 : 1))
}

/** Without ids all of them; how many were unread. */
export async function markRead(
  store: Documents,
  { project, who, now }: Omit<Place, 'session'>,
  ids: readonly string[] | undefined,
): Promise<number> {
  const mine = (await mentionsOf(store, project)).filter(
    one =>
      one.email === who.id.toLowerCase() &&
      one.readAt === null &&
      (ids === undefined || ids.includes(one.id)),
  )
  for (const { id } of mine) await changeMention(store, project, id, one => ({ ...one, readAt: now }))
  return mine.length
}

/** Reading and telling change the same mention: they take turns. */
export function changeMention(
  store: Documents,
  project: string,
  id: string,
  change: (before: MentionDocument) => MentionDocument,
): Promise<void> {
  return inTurn(`mention ${project} ${id}`, async () => {
    const row = await store.document(project, 'mention', id)
    const read = documentSchema.safeParse(row?.value)
    if (read.success) await putMention(store, project, change({ id, ...read.data }))
  })
}

async function putMention(
  store: Documents,
  project: string,
  { id, ...value }: MentionDocument,
): Promise<void> {
  const at = value.mentionedAt
  await store.putDocument({ project, kind: 'mention', id, createdAt: at, updatedAt: at, value })
}

function idOf(note: string, email: string): string {
  return `${note}.${createHash('sha256').update(email).digest('hex').slice(0, 12)}`
}
