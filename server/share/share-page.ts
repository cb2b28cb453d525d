import type { Store } from '../store/port.ts'
import { embeddingOf } from './embedding.ts'
import { pictureOf } from './pictures.ts'
import { findShare } from './shares.ts'

export interface SharePage {
  title: string
  /** Size of the picture at `/s/TOKEN/picture.png`, px; null: there is none. */
  picture: { width: number; height: number } | null
  /** Origins that may show the page in a frame. */
  framedBy: string[]
}

/**
 * What a public link's page may say of it before anyone opens it: its title and picture, and not even these behind a
 * password. Null when there is no such link.
 */
export async function sharePage(
  store: Pick<Store, 'projects' | 'document' | 'documents' | 'putDocument' | 'deleteDocument' | 'setting'>,
  token: string,
  now: number,
): Promise<SharePage | null> {
  const found = await findShare(store, token.slice(0, 100), now)
  if (!found) return null
  const { title, password } = found.share
  const { origins } = await embeddingOf(store, found.row.project)
  const picture = await pictureOf(store, found.row)
  return { title: (password === null && title) || 'A shared moment', picture, framedBy: origins }
}
