import type { SessionKey, SessionRow, Store } from '../store/port.ts'
import type { StoredBytes } from './task.ts'

/** Sessions between two notes of how far a job is. */
const PAGE = 20

export interface Page<T> {
  items: T[]
  next: string | null
}

/** All that began before a time, newest first, in pages; a job goes on at the page its cursor names. */
export async function* sessionPages(
  store: Pick<Store, 'sessions'>,
  project: string,
  before: number,
  from: string | null,
): AsyncGenerator<Page<SessionRow>> {
  let cursor = from
  do {
    const page: Page<SessionRow> = await store.sessions({
      project,
      to: before,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    })
    yield page
    cursor = page.next
  } while (cursor !== null)
}

/** All of which nothing can be read (yet). */
export async function* unreadPages(
  store: Pick<Store, 'unread'>,
  project: string,
  from: string | null,
): AsyncGenerator<Page<SessionKey>> {
  let after = from
  do {
    const items = (await store.unread(project, after, PAGE)).map(({ session }) => ({ project, session }))
    after = items.length === PAGE ? (items.at(-1)?.session ?? null) : null
    yield { items, next: after }
  } while (after !== null)
}

export async function bytesOf(
  store: Pick<Store, 'tabBatches'>,
  session: SessionKey,
  tab: string,
): Promise<StoredBytes[]> {
  const batches = await store.tabBatches({ ...session, tab }, 0)
  return batches.map(({ seq, bytes }) => ({ seq, bytes }))
}
