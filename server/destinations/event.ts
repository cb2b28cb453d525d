import type { NewEvent } from '../../contract/event.ts'
import type { Store } from '../store/port.ts'

/** The event that books name by its messageId alone; what Segreel itself announces is nobody's. */
export async function eventOf(
  store: Pick<Store, 'events' | 'announcement'>,
  project: string,
  messageId: string,
): Promise<(NewEvent & { person?: string }) | null> {
  const { items } = await store.events({ project, message: messageId, limit: 1 })
  return items[0] ?? (await store.announcement(project, messageId))
}
