import type { EventRow, Store } from '../../store/port.ts'

/** Events looked at for a question about the plan: the newest ones. */
export const MAX_EXAMINED = 10_000
const PAGE = 1_000

/** The newest events, newest first; `more`: there are older ones that were not looked at. */
export async function recentEvents(
  store: Pick<Store, 'events'>,
  project: string,
  since?: number,
): Promise<{ events: EventRow[]; more: boolean }> {
  const events: EventRow[] = []
  let cursor: string | undefined
  do {
    const page = await store.events({
      project,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
      ...(since !== undefined && { since }),
    })
    events.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && events.length < MAX_EXAMINED)
  return { events, more: cursor !== undefined }
}
