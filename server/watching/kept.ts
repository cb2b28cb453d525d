/** What is kept about a session: one document for all of it, made when the first thing is kept. */
import { z } from 'zod'
import type { Kept, KeptChange, Label } from '../../contract/watching.ts'
import type { Store } from '../store/port.ts'
import { inTurn } from './in-turn.ts'
import type { Who } from './who.ts'

const documentSchema = z.object({
  star: z.boolean(),
  labels: z.array(z.string()),
  watched: z.array(z.object({ id: z.string(), name: z.string(), at: z.int() })),
  /** Open notes of the session, counted anew whenever one changes. */
  notes: z.int(),
  /** E-mail addresses that these mention. */
  mentions: z.array(z.string()).default([]),
})
type Document = z.infer<typeof documentSchema>
const EMPTY: Document = { star: false, labels: [], watched: [], notes: 0, mentions: [] }

type Documents = Pick<Store, 'document' | 'documents' | 'putDocument' | 'deleteDocument'>

/** Of another form, it counts as nothing kept. */
function read(value: unknown): Document {
  const parsed = documentSchema.safeParse(value)
  return parsed.success ? parsed.data : EMPTY
}

export async function keptOf(store: Documents, project: string, session: string, who: Who): Promise<Kept> {
  const row = await store.document(project, 'watched', session)
  const { star, labels, watched, notes } = read(row?.value)
  return {
    star,
    labels,
    notes,
    watched: watched
      .map(({ id, name, at }) => ({ name, at, mine: id === who.id }))
      .sort((a, b) => b.at - a.at),
  }
}

export interface KeptPlace {
  project: string
  session: string
  at: number
}

export function changeKept(store: Documents, place: KeptPlace, change: KeptChange): Promise<void> {
  return rewrite(store, place, before => {
    const labels = new Set(before.labels)
    if (change.addLabel !== undefined) labels.add(change.addLabel)
    if (change.removeLabel !== undefined) labels.delete(change.removeLabel)
    return { ...before, star: change.star ?? before.star, labels: [...labels].sort() }
  })
}

/** Says that someone watched it, or takes that back; when it was first watched stays. */
export function setWatched(
  store: Documents,
  place: KeptPlace & { who: Who },
  watched: boolean,
): Promise<void> {
  const { who, at } = place
  return rewrite(store, place, before => {
    const mine = before.watched.find(one => one.id === who.id)
    const others = before.watched.filter(one => one !== mine)
    return { ...before, watched: watched ? [...others, mine ?? { ...who, at }] : others }
  })
}

export function countNotes(
  store: Documents,
  place: KeptPlace,
  { notes, mentions }: Pick<Document, 'notes' | 'mentions'>,
): Promise<void> {
  return rewrite(store, place, before => ({ ...before, notes, mentions }))
}

async function rewrite(
  store: Documents,
  { project, session, at }: KeptPlace,
  change: (before: Document) => Document,
): Promise<void> {
  await inTurn(`watched ${project} ${session}`, async () => {
    const row = await store.document(project, 'watched', session)
    const value = change(read(row?.value))
    const { star, labels, watched, notes } = value
    if (!star && labels.length === 0 && watched.length === 0 && notes === 0) {
      if (row) await store.deleteDocument(project, 'watched', session)
      return
    }
    await store.putDocument({ project, kind: 'watched', id: session, createdAt: at, updatedAt: at, value })
  })
}

export interface KeptFilter {
  star?: boolean
  label?: string
  /** Not watched by who asks. */
  unwatched?: boolean
  /** With open notes. */
  noted?: boolean
  /** With open notes that mention who asks. */
  mentioned?: boolean
}

/** The sessions a filter leaves: only these, or all but those. */
export async function filterKept(
  store: Documents,
  project: string,
  filter: KeptFilter,
  who: Who,
): Promise<{ only?: string[]; except?: string[] }> {
  const { star, label, unwatched, noted, mentioned } = filter
  const chooses = star === true || label !== undefined || noted === true || mentioned === true
  if (!chooses && !unwatched) return {}
  const all = (await store.documents(project, 'watched')).map(({ id, value }) => ({ id, ...read(value) }))
  const chosen = all.filter(
    one =>
      (!star || one.star) &&
      (label === undefined || one.labels.includes(label)) &&
      (!noted || one.notes > 0) &&
      // A member's id is their e-mail address.
      (!mentioned || one.mentions.includes(who.id.toLowerCase())),
  )
  const seen = all.filter(one => one.watched.some(by => by.id === who.id))
  return {
    ...(chooses ? { only: chosen.map(one => one.id) } : {}),
    ...(unwatched ? { except: seen.map(one => one.id) } : {}),
  }
}

/** Labels of the sessions that have some. */
export async function labelsBySession(
  store: Pick<Store, 'documents'>,
  project: string,
): Promise<Map<string, string[]>> {
  const rows = await store.documents(project, 'watched')
  return new Map(
    rows.flatMap(({ id, value }) => {
      const { labels } = read(value)
      return labels.length > 0 ? [[id, labels]] : []
    }),
  )
}

/** Labels in use, most used first. */
export async function labelsOf(store: Documents, project: string): Promise<Label[]> {
  const counts = new Map<string, number>()
  for (const { value } of await store.documents(project, 'watched')) {
    for (const name of read(value).labels) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts]
    .map(([name, sessions]) => ({ name, sessions }))
    .sort((a, b) => b.sessions - a.sessions || (a.name < b.name ? -1 : 1))
}
