import type { Store } from '../store/port.ts'
import { findShare } from './shares.ts'

/**
 * What a public link's page may say of it before anyone opens it: its title alone, and not even that behind a
 * password. Null when there is no such link.
 */
export async function sharePageTitle(
  store: Pick<Store, 'projects' | 'document' | 'documents' | 'putDocument' | 'deleteDocument'>,
  token: string,
  now: number,
): Promise<string | null> {
  const found = await findShare(store, token.slice(0, 100), now)
  if (!found) return null
  const { title, password } = found.share
  return (password === null && title) || 'A shared moment'
}
