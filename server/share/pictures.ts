/** The picture other programs show where a public link is posted: drawn by its maker's browser from what the link shows. */
import { z } from 'zod'
import { type Picture, pictureSchema } from '../png.ts'
import type { DocumentRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'
import { type Share, shareSchema } from './shares.ts'

type PictureStore = Pick<Store, 'document' | 'putDocument' | 'deleteDocument'>

/** Whoever sees the link posted sees its picture: only where everyone who has the link may open it at once. */
export function mayHavePicture({ password, audience }: Pick<Share, 'password' | 'audience'>): boolean {
  return password === null && audience === 'anyone'
}

/** Of a link that may have one; kept as long as the link. */
export async function pictureOf(
  store: Pick<Store, 'document'>,
  { project, id, value }: DocumentRow,
): Promise<Picture | null> {
  const share = shareSchema.safeParse(value)
  if (!share.success || !mayHavePicture(share.data)) return null
  const kept = pictureSchema.safeParse((await store.document(project, 'share-picture', id))?.value)
  return kept.success ? kept.data : null
}

/** False when the link was revoked meanwhile: then nothing is kept. */
export async function keepPicture(
  store: PictureStore,
  { project, id }: DocumentRow,
  picture: Picture,
  now: number,
): Promise<boolean> {
  await store.putDocument({
    project,
    kind: 'share-picture',
    id,
    createdAt: now,
    updatedAt: now,
    value: picture,
  })
  if (await store.document(project, 'share', id)) return true
  await store.deleteDocument(project, 'share-picture', id)
  return false
}

const behind = z.looseObject({ sessions: z.array(z.string()) })

/** What was masked afterwards must not go on being seen: on links to the session, and behind the heatmaps of boards. */
export async function forgetPictures(
  store: Pick<Store, 'documents' | 'deleteDocument'>,
  project: string,
  session: string,
): Promise<void> {
  for (const { id, value } of await store.documents(project, 'share')) {
    const share = shareSchema.safeParse(value)
    if (share.success && share.data.session === session) {
      await store.deleteDocument(project, 'share-picture', id)
    }
  }
  for (const { id, value } of await store.documents(project, 'board-picture')) {
    const picture = behind.safeParse(value)
    if (picture.success && picture.data.sessions.includes(session))
      await store.deleteDocument(project, 'board-picture', id)
  }
}
