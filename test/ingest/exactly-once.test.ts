import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { openWire, type Wire } from '../sdk/wire.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function start(data: string): Promise<{ server: RunningServer; wire: Wire }> {
  const server = await startServer({ SEGREEL_DATA: data })
  ends.push(server.stop)
  const wire = await openWire(server.origin)
  ends.push(wire.close)
  return { server, wire }
}

const event = (i: number) => ({ type: 'track', event: 'Order', userId: 'user-1', messageId: `m-${i}` })
const amplitude = (i: number) => ({ event_type: 'Order', user_id: 'user-1', insert_id: `i-${i}` })

async function post(origin: string, path: string, body: object): Promise<number | 'cut'> {
  try {
    return (await fetch(origin + path, { method: 'POST', body: JSON.stringify(body) })).status
  } catch {
    // What a client sees of a server that died: it does not know whether its events are there.
    return 'cut'
  }
}

test('[E10] committed, answer lost, server killed: sent again, each event is there once', async () => {
  const data = await makeFolder()
  ends.push(() => removeFolder(data))
  let { server, wire } = await start(data)
  const stored = async () => {
    const { items } = await server.api<{ items: { messageId: string }[] }>('/events?limit=1000')
    return items.map(one => one.messageId).sort()
  }
  const send = async () => {
    const batch = { writeKey: server.writeKey, batch: Array.from({ length: 20 }, (_, i) => event(i)) }
    const events = { api_key: server.writeKey, events: Array.from({ length: 20 }, (_, i) => amplitude(i)) }
    // Identical requests in parallel, as a browser sends them when it leaves a page.
    return Promise.all([
      post(wire.origin, '/v1/batch', batch),
      post(wire.origin, '/v1/batch', batch),
      post(wire.origin, '/2/httpapi', events),
      post(wire.origin, '/2/httpapi', events),
    ])
  }
  wire.plan(['delivered-cut', 'delivered-cut', 'delivered-cut', 'delivered-cut'])
  expect(await send()).toEqual(['cut', 'cut', 'cut', 'cut'])
  server.process.kill('SIGKILL')
  await once(server.process, 'exit')

  ;({ server, wire } = await start(data))
  const committed = await stored()
  expect(committed).toHaveLength(40)
  expect(await send()).toEqual([200, 200, 200, 200])
  expect(await stored()).toEqual(committed)
}, 60_000)
