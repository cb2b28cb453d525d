import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type RunningServer, startServer } from '../running-server.ts'
import { portOf } from '../sdk/port.ts'
import { close } from '../sdk/wire.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const counts = z.object({ received: z.int(), delivered: z.int(), waiting: z.int(), failed: z.int() })
const list = z.object({ items: z.tuple([z.object({ ledger: counts })]) })

test('[X2] the books balance after a destination was down and the server was killed', async () => {
  const received = new Set<string>()
  const mood = { down: true }
  const receiver = createServer(async (request, answer) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (!mood.down) received.add(JSON.parse(Buffer.concat(parts).toString()).messageId)
    answer.writeHead(mood.down ? 503 : 200).end()
  })
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
  ends.push(() => close(receiver))
  const data = await makeFolder()
  ends.push(() => removeFolder(data))

  let server: RunningServer
  const start = async () => {
    const started = await startServer({ SEGREEL_DATA: data, SEGREEL_ALLOW_PRIVATE_DESTINATIONS: '1' })
    ends.push(started.stop)
    server = started
  }
  const kill = async () => {
    server.process.kill('SIGKILL')
    await once(server.process, 'exit')
  }
  const send = async (from: number, to: number) => {
    const one = (_: unknown, i: number) => ({
      type: 'track',
      event: 'Order',
      userId: 'user-1',
      messageId: `m-${from + i}`,
    })
    const body = JSON.stringify({ writeKey: server.writeKey, batch: Array.from({ length: to - from }, one) })
    expect((await fetch(`${server.origin}/v1/batch`, { method: 'POST', body })).status).toBe(200)
  }
  const ledger = async () => {
    const [{ ledger }] = list.parse(await server.api('/destinations')).items
    expect(ledger.received).toBe(ledger.delivered + ledger.waiting + ledger.failed)
    return ledger
  }

  await start()
  const url = `http://127.0.0.1:${portOf(receiver)}/`
  const destination = { name: 'Hook', kind: 'webhook', url, secret: 's', filter: {}, mapping: {} }
  await server!.api('/destinations', { method: 'POST', body: destination })
  await send(0, 40)
  await expect.poll(ledger, { timeout: 30_000 }).toMatchObject({ received: 40, waiting: 40 })
  await kill()

  mood.down = false
  await start()
  await send(40, 80)
  // In the middle of delivering.
  await expect.poll(() => received.size, { timeout: 30_000 }).toBeGreaterThan(5)
  await kill()

  await start()
  await send(80, 120)
  await expect
    .poll(ledger, { timeout: 40_000 })
    .toMatchObject({ received: 120, delivered: 120, waiting: 0, failed: 0 })
  expect(received.size).toBe(120)
}, 120_000)
