import { segmentRoutes } from '../../../server/ingest/segment/routes.ts'
import { KEY, openDoor } from '../event-door.ts'

export const BASIC = `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`
export const track = { event: 'Product Clicked', userId: 'u-1', messageId: 'm-1' }

/** The routes over a list of events. */
export async function openRoutes() {
  const opened = await openDoor()
  const app = segmentRoutes(opened.door)
  const post = (path: string, body: unknown, headers: Record<string, string> = { authorization: BASIC }) =>
    app.request(path, {
      method: 'POST',
      headers,
      body:
        typeof body === 'string' || body instanceof Buffer
          ? new Uint8Array(Buffer.from(body))
          : JSON.stringify(body),
    })
  return { ...opened, app, post }
}
