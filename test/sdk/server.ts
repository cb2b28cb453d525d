import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { analyticsEventSchema, listOf, type Person, personSchema } from '../../contract/api.ts'
import { amplitudeRoutes } from '../../server/ingest/amplitude/routes.ts'
import { Keys } from '../../server/ingest/keys.ts'
import { segmentRoutes } from '../../server/ingest/segment/routes.ts'
import { Tally } from '../../server/ingest/tally.ts'
import { eventRoutes } from '../../server/read/events.ts'
import { personRoutes } from '../../server/read/persons.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import { portOf } from './port.ts'
import { close } from './wire.ts'

export const KEY = 'wk_0123456789abcdef01234567'

/** A server that takes events and gives them back, over the engine that is right by definition. */
export async function openServer() {
  const store = openMemory()
  await store.putProject({ id: 'shop', name: 'Shop', writeKey: KEY, createdAt: 0 })
  const tally = new Tally(store)
  const door = { store, keys: await Keys.load(store), tally, now: Date.now }
  const app = new Hono()
    .route('/', segmentRoutes(door))
    .route('/', amplitudeRoutes(door))
    .route('/api', eventRoutes({ store, now: Date.now }))
    .route('/api', personRoutes({ store, now: Date.now }))
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const ask = async (path: string): Promise<unknown> => {
    const answer = await app.request(path)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    events: async () => listOf(analyticsEventSchema).parse(await ask('/api/events?limit=200')).items,
    person: async (user: string): Promise<Person> => {
      const found = listOf(personSchema).parse(await ask(`/api/persons?user=${user}`)).items[0]
      if (!found) throw new Error(`No person has the user id ${user}.`)
      return personSchema.parse(await ask(`/api/persons/${found.id}`))
    },
    counts: () => store.outcomes('shop'),
    close: async () => {
      await tally.flush()
      await close(server)
      await store.close()
    },
  }
}
