import type { SessionRow, Store } from '../store/port.ts'
import type { StoredBytes } from './task.ts'

/** Sessions between two notes of how far a job is. */
const PAGE = 20

export interface SessionPage {
  items: SessionRow[]
  next: string | null
}

/** All that began before a time, newest first, in pages; a job goes on at the page its cursor names. */
export async function* sessionPages(
  store: Pick<Store, 'sessions'>,
  project: string,
  before: number,
  from: string | null,
): AsyncGenerator<SessionPage> {
  let cursor = from
  do {
    const page: SessionPage = await store.sessions({
      project,
      to: before,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    })
    yield page
    cursor = page.next
  } while (cursor !== null)
}

export async function bytesOf(
  store: Pick<Store, 'tabBatches'>,
  session: SessionRow,
  tab: string,
): Promise<StoredBytes[]> {
  const batches = await store.tabBatches({ ...session, tab }, 0)
  return batches.map(({ seq, bytes }) => ({ seq, bytes }))
}
