import type { NewEvent } from '../../contract/event.ts'

/**
 * The name an event has in a person's history, as `Viewed Pricing Page` for a page call; null: it is none there
 * (identify gives traits; group and alias say who belongs to whom).
 */
export function eventName(event: Pick<NewEvent, 'type' | 'event' | 'name'>): string | null {
  switch (event.type) {
    case 'track':
      return event.event || null
    case 'page':
      return event.name ? `Viewed ${event.name} Page` : 'Viewed Page'
    case 'screen':
      return event.name ? `Viewed ${event.name} Screen` : 'Viewed Screen'
    case 'identify':
    case 'group':
    case 'alias':
      return null
  }
}
