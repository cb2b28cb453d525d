import { apartProject } from '../../plan/stored-plan.ts'
import type { EventRow, Store } from '../../store/port.ts'

const PAGE = 500

/** Takes events that were kept apart into the project, as they came; those taken in before are known. */
export async function admit(
  store: Pick<Store, 'events' | 'putEvents'>,
  project: string,
  messageIds: readonly string[] | undefined,
): Promise<{ admitted: number; known: number }> {
  const count = { admitted: 0, known: 0 }
  const take = async (items: EventRow[]) => {
    if (items.length === 0) return
    const events = items.map(({ person: _, ...event }) => event)
    for (const outcome of await store.putEvents(project, events)) {
      count[outcome === 'stored' ? 'admitted' : 'known'] += 1
    }
  }
  const apart = apartProject(project)
  if (messageIds) {
    for (const message of messageIds)
      await take((await store.events({ project: apart, message, limit: 1 })).items)
    return count
  }
  let cursor: string | undefined
  do {
    const page = await store.events({ project: apart, limit: PAGE, ...(cursor !== undefined && { cursor }) })
    await take(page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return count
}

/** Events kept apart that were not taken in since, newest first: the first page that has any. */
export async function waitingApart(
  store: Pick<Store, 'events'>,
  project: string,
  limit: number,
  cursor: string | undefined,
): Promise<{ items: EventRow[]; next: string | null }> {
  let place = cursor
  for (;;) {
    const page = await store.events({
      project: apartProject(project),
      limit,
      ...(place !== undefined && { cursor: place }),
    })
    const taken = await Promise.all(
      page.items.map(async ({ messageId }) => {
        return (await store.events({ project, message: messageId, limit: 1 })).items.length > 0
      }),
    )
    const items = page.items.filter((_, i) => !taken[i])
    if (items.length > 0 || page.next === null) return { items, next: page.next }
    place = page.next
  }
}
