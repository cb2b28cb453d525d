/** Sessions with recordings of which nothing can be read: no list has them, but they are somebody's and take room. */

import type { Store } from '../store/port.ts'
import type { UnreadSession } from '../store/removal-port.ts'

const STEP = 200

/** In order of id. */
export async function* unreadSessions(
  store: Pick<Store, 'unread'>,
  project: string,
): AsyncGenerator<UnreadSession> {
  let after: string | null = null
  for (;;) {
    const page: UnreadSession[] = await store.unread(project, after, STEP)
    yield* page
    if (page.length < STEP) return
    after = page.at(-1)?.session ?? null
  }
}

export async function unreadOf(
  store: Pick<Store, 'unread'>,
  project: string,
  isMeant: (session: UnreadSession) => boolean,
): Promise<UnreadSession[]> {
  const found: UnreadSession[] = []
  for await (const one of unreadSessions(store, project)) if (isMeant(one)) found.push(one)
  return found
}
