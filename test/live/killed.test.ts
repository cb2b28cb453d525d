import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { List } from '../../contract/api.ts'
import type { MembershipChange, SegmentSize } from '../../contract/segment/live.ts'
import { eventually, type RunningServer, startServer } from '../running-server.ts'
import { portOf } from '../sdk/port.ts'
import { close } from '../sdk/wire.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const counts = z.object({ received: z.int(), delivered: z.int(), waiting: z.int(), failed: z.int() })
const list = z.object({ items: z.tuple([z.object({ ledger: counts })]) })
const told = z.object({ messageId: z.string(), event: z.string(), userId: z.string() })

test('[N8] entering is noticed within 10 s, kept and told exactly once though the server is killed again and again', async () => {
  const received: z.infer<typeof told>[] = []
  const receiver = createServer(async (request, answer) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    received.push(told.parse(JSON.parse(Buffer.concat(parts).toString())))
    answer.writeHead(200).end()
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
    const batch = Array.from({ length: to - from }, (_, i) => {
      const user = `user-${from + i}`
      return { type: 'track', event: 'Bought', userId: user, messageId: `m-${user}` }
    })
    const body = JSON.stringify({ writeKey: server.writeKey, batch })
    expect((await fetch(`${server.origin}/v1/batch`, { method: 'POST', body })).status).toBe(200)
  }

  await start()
  await send(0, 5)
  const url = `http://127.0.0.1:${portOf(receiver)}/`
  const filter = { events: ['Segment Entered', 'Segment Left'] }
  const destination = { name: 'Hook', kind: 'webhook', url, secret: 's', filter, mapping: {} }
  await server!.api('/destinations', { method: 'POST', body: destination })
  const where = {
    ...{ kind: 'event', event: 'Bought', where: [], count: { op: 'at-least', n: 1 } },
    window: { kind: 'last', days: 7 },
  }
  const definition = { version: 1, subject: 'person', where }
  const segment = await server!.api<{ id: string }>('/segments', {
    method: 'POST',
    body: { name: 'Buyers', definition },
  })
  const size = () => server.api<SegmentSize>(`/segments/${segment.id}/size`)
  const history = async () =>
    (await server.api<List<MembershipChange>>(`/segments/${segment.id}/history?limit=1000`)).items
  await expect.poll(size, { timeout: 30_000 }).toMatchObject({ state: 'live', members: 5, line: 1 })

  await send(5, 6)
  const first = await eventually(async () => (await history())[0], 'the entering')
  expect(first).toMatchObject({ change: 'entered', person: { label: 'user-5' } })
  expect(first.noticedAt - first.at).toBeLessThan(10_000)

  for (const [from, to] of [
    [6, 60],
    [60, 120],
    [120, 180],
  ] as const) {
    await send(from, to)
    // In the middle of it.
    await expect.poll(async () => (await size()).members, { timeout: 30_000 }).toBeGreaterThan(from)
    await kill()
    await start()
  }
  await expect.poll(size, { timeout: 40_000 }).toMatchObject({ members: 180 })
  const entered = (await history()).map(one => `${one.change} ${one.person.label}`)
  expect(entered).toHaveLength(175)
  expect(new Set(entered).size).toBe(175)
  await expect
    .poll(async () => list.parse(await server.api('/destinations')).items[0].ledger, { timeout: 60_000 })
    .toEqual(expect.objectContaining({ received: 175, delivered: 175, waiting: 0, failed: 0 }))
  const messages = new Map(received.map(one => [one.messageId, one]))
  expect(messages.size).toBe(175)
  expect(new Set([...messages.values()].map(one => `${one.event} ${one.userId}`)).size).toBe(175)
}, 180_000)
