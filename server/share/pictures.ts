/** The picture other programs show where a public link is posted: drawn by its maker's browser from what the link shows. */
import { z } from 'zod'
import type { DocumentRow } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'
import { type Share, shareSchema } from './shares.ts'

type PictureStore = Pick<Store, 'document' | 'putDocument' | 'deleteDocument'>

const pictureSchema = z.object({
  /** base64 */
  png: z.string(),
  width: z.int(),
  height: z.int(),
})
export type Picture = z.infer<typeof pictureSchema>

/** Eight bytes that begin every PNG, then the length and name of its first chunk (W3C PNG, 5.2 and 11.2.1). */
const SIGNATURE = Buffer.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
])
const WIDTH_AT = 16
const HEIGHT_AT = 20
/** px: no picture of a page is larger, as the viewer draws it. */
const LARGEST = 4_000

/** Null when the bytes are no PNG, or one too large to be a page's. */
export function readPng(png: string): Picture | null {
  const bytes = Buffer.from(png, 'base64')
  if (bytes.length < 30 || !bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null
  const [width, height] = [bytes.readUInt32BE(WIDTH_AT), bytes.readUInt32BE(HEIGHT_AT)]
  if (width === 0 || height === 0 || width > LARGEST || height > LARGEST) return null
  return { png: bytes.toString('base64'), width, height }
}

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
