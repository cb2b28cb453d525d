/** One mask from its first session to its last note, in stages; after a stop it goes on where it was. */
import { z } from 'zod'
import { type Remask, remaskSchema } from '../../contract/masking.ts'
import { forgetPictures } from '../share/pictures.ts'
import type { SessionKey, Store } from '../store/port.ts'
import { maskDocuments } from './mask-documents.ts'
import { maskApart, maskEchoes, maskEvents } from './mask-stored.ts'
import type { MaskThread } from './mask-thread.ts'
import { bytesOf, sessionPages, unreadPages } from './sessions.ts'
import { textMask } from './text.ts'

/** In this order: what cannot be read yet may be by the time the others are looked through. */
const STAGES = ['unread', 'sessions', 'events', 'apart', 'echoes', 'documents'] as const
type Stage = (typeof STAGES)[number]

/** `cursor`: the page its stage goes on with. */
export const jobSchema = remaskSchema
  .omit({ id: true })
  .extend({ stage: z.enum(STAGES), cursor: z.string().nullable() })
export type Job = Remask & { stage: Stage; cursor: string | null }
export const FIRST_STAGE = STAGES[0]

export interface JobParts {
  store: Store
  thread: MaskThread
  /** Facts and search follow what was masked. */
  derive: (session: SessionKey) => Promise<void>
  save: () => Promise<void>
  isStopped: () => boolean
}

/** False: stopped on the way. */
export async function runMask(project: string, job: Job, parts: JobParts): Promise<boolean> {
  const stages = job.by === 'text' ? STAGES : STAGES.slice(0, 2)
  for (const stage of stages.slice(stages.indexOf(job.stage))) {
    if (stage !== job.stage) Object.assign(job, { stage, cursor: null })
    if (!(await runStage(project, job, parts))) return false
  }
  return true
}

async function runStage(project: string, job: Job, parts: JobParts): Promise<boolean> {
  const { store, save, isStopped } = parts
  const mask = textMask(job.what)
  switch (job.stage) {
    case 'unread':
    case 'sessions': {
      const pages =
        job.stage === 'unread'
          ? unreadPages(store, project, job.cursor)
          : sessionPages(store, project, job.startedAt, job.cursor)
      for await (const { items, next } of pages) {
        for (const session of items) {
          if (isStopped()) return false
          await maskSession(session, job, parts)
        }
        job.cursor = next
        if (next !== null) await save()
      }
      return true
    }
    case 'events':
    case 'apart': {
      const ask = job.stage === 'events' ? maskEvents : maskApart
      for (;;) {
        if (isStopped()) return false
        const page = await ask(store, project, job.cursor, mask)
        if (page.next === null) return true
        job.cursor = page.next
        job.events += page.events
        job.places += page.places
        job.ids += page.ids
        job.left += page.left
        if (job.stage === 'events') job.eventsLooked += page.looked
        job.eventsTotal = Math.max(job.eventsTotal, job.eventsLooked)
        await save()
      }
    }
    case 'echoes':
      for (;;) {
        if (isStopped()) return false
        const page = await maskEchoes(store, project, job.cursor, mask)
        if (page.next === null) return true
        job.cursor = page.next
        job.places += page.places
      }
    case 'documents':
      job.places += await maskDocuments(store, project, mask)
      return true
  }
}

async function maskSession(
  session: SessionKey,
  job: Job,
  { store, thread, derive }: JobParts,
): Promise<void> {
  let isMasked = false
  for (const { tab } of await store.tabs(session)) {
    const { changed, places } = await thread.mask(job, await bytesOf(store, session, tab))
    if (changed.length === 0) continue
    isMasked = true
    for (const { seq, bytes } of changed) await store.replaceBatch({ ...session, tab }, seq, bytes)
    job.batches += changed.length
    job.places += places
    job.left += (await thread.mask(job, await bytesOf(store, session, tab))).places
  }
  job.looked += 1
  job.total = Math.max(job.total, job.looked)
  if (!isMasked) return
  job.sessions += 1
  await forgetPictures(store, session.project, session.session)
  await derive(session)
}
