import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { analyticsEventSchema, listOf, type Person, personSchema } from '../../contract/api.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { openApp, WRITE_KEY } from '../app.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { portOf } from './port.ts'
import { close } from './wire.ts'

export const KEY = WRITE_KEY

/** The whole server over the default engine, listening, and asked for what it stored. */
export async function openServer() {
  const folder = await makeFolder()
  const { app, ask, close: closeApp } = await openApp(await openSqlite(folder, { readers: 1 }))
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    events: async () => listOf(analyticsEventSchema).parse((await ask('/api/events?limit=200')).body).items,
    person: async (user: string): Promise<Person> => {
      const found = listOf(personSchema).parse((await ask(`/api/persons?user=${user}`)).body).items[0]
      if (!found) throw new Error(`No person has the user id ${user}.`)
      return personSchema.parse((await ask(`/api/persons/${found.id}`)).body)
    },
    close: async () => {
      await close(server)
      await closeApp()
      await removeFolder(folder)
    },
  }
}
