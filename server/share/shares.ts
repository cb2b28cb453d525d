import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { DocumentRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'

/** A public link to a range of a session. Its token is never stored: the id is the token's hash. */
export const shareSchema = z.object({
  session: z.string(),
  /** ms since the session began. */
  from: z.int().min(0),
  to: z.int().min(0),
  /** Epoch ms; null: until it is revoked. */
  expiresAt: z.int().nullable(),
  console: z.boolean(),
  network: z.boolean(),
  maskText: z.boolean(),
  audience: z.enum(['anyone', 'members']).default('anyone'),
  /** `salt:hash`, both base64url, by scrypt; null: none is asked. */
  password: z.string().nullable(),
  title: z.string(),
  views: z.int(),
  /** The last ones, newest first, epoch ms. */
  log: z.array(z.object({ at: z.int(), userAgent: z.string() })),
})
export type Share = z.infer<typeof shareSchema>

const LOG_KEPT = 100

type ShareStore = Pick<Store, 'projects' | 'document' | 'documents' | 'putDocument' | 'deleteDocument'>

export function newToken(): { token: string; id: string } {
  const token = randomBytes(24).toString('base64url')
  return { token, id: idOf(token) }
}

export function idOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url').slice(0, 32)
}

/** The share a token opens; null when there is none, or it is over. */
export async function findShare(
  store: ShareStore,
  token: string,
  now: number,
): Promise<{ row: DocumentRow; share: Share } | null> {
  const id = idOf(token)
  for (const project of await store.projects()) {
    const row = await store.document(project.id, 'share', id)
    const share = row ? shareSchema.safeParse(row.value) : null
    if (!row || !share?.success) continue
    return share.data.expiresAt !== null && share.data.expiresAt <= now ? null : { row, share: share.data }
  }
  return null
}

/** `project id`s revoked since this process began: a view still under way must not bring one back by noting itself. */
const revoked = new Set<string>()

export async function revokeShare(store: ShareStore, project: string, id: string): Promise<boolean> {
  revoked.add(`${project} ${id}`)
  const deleted = await store.deleteDocument(project, 'share', id)
  await store.deleteDocument(project, 'share-picture', id)
  return deleted
}

export async function noteView(
  store: ShareStore,
  row: DocumentRow,
  share: Share,
  now: number,
  userAgent: string,
): Promise<void> {
  if (revoked.has(`${row.project} ${row.id}`)) return
  const log = [{ at: now, userAgent: userAgent.slice(0, 300) }, ...share.log].slice(0, LOG_KEPT)
  const value: Share = { ...share, views: share.views + 1, log }
  await store.putDocument({ ...row, updatedAt: now, value })
}
