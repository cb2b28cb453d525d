import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { portOf } from '../sdk/port.ts'
import { close } from '../sdk/wire.ts'

const ROOT = `${import.meta.dirname}/../..`
const TOKEN = 'token-of-the-test'
const KEY = 'key-of-the-test'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** The real server in a process of its own, as it is started. */
async function start(data: string): Promise<{ origin: string; kill: () => Promise<void> }> {
  const env = {
    ...process.env,
    SEGREEL_PORT: '0',
    SEGREEL_DATA: data,
    SEGREEL_ADMIN_TOKEN: TOKEN,
    SEGREEL_WRITE_KEY: KEY,
    SEGREEL_ALLOW_PRIVATE_DESTINATIONS: '1',
  }
  const child = spawn(process.execPath, ['server/main.ts'], { cwd: ROOT, env })
  const origin = await new Promise<string>((found, failed) => {
    let said = ''
    const read = (text: Buffer) => {
      said += text
      const origin = /Segreel is at (\S+)/.exec(said)?.[1]
      if (origin) found(origin)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', code => failed(new Error(`The server ended with ${code}: ${said}`)))
  })
  const kill = () => ended(child)
  ends.push(kill)
  return { origin, kill }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(done => {
    child.once('exit', () => done())
    child.kill('SIGKILL')
  })
}

test('[X2] the books balance after a destination was down and the server was killed', async () => {
  const received = new Map<string, number>()
  const mood = { down: true }
  const receiver = createServer(async (request, answer) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (!mood.down) {
      const { messageId } = JSON.parse(Buffer.concat(parts).toString())
      received.set(messageId, (received.get(messageId) ?? 0) + 1)
    }
    answer.writeHead(mood.down ? 503 : 200).end()
  })
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
  ends.push(() => close(receiver))
  const data = await mkdtemp(join(tmpdir(), 'segreel-destinations-'))
  ends.push(() => rm(data, { recursive: true, force: true }))

  let server = await start(data)
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const answer = await fetch(server.origin + path, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const send = (from: number, to: number) =>
    call('POST', '/v1/batch', {
      writeKey: KEY,
      batch: Array.from({ length: to - from }, (_, i) => ({
        type: 'track',
        event: 'Order',
        userId: 'user-1',
        messageId: `m-${from + i}`,
      })),
    })
  const ledger = async () => {
    const [one] = (await call('GET', '/api/destinations')).items
    expect(one.ledger.received).toBe(one.ledger.delivered + one.ledger.waiting + one.ledger.failed)
    return one.ledger
  }

  const url = `http://127.0.0.1:${portOf(receiver)}/`
  await call('POST', '/api/destinations', {
    name: 'Hook',
    kind: 'webhook',
    url,
    secret: 's',
    filter: {},
    mapping: {},
  })
  await send(0, 40)
  await expect.poll(ledger, { timeout: 15_000 }).toMatchObject({ received: 40, waiting: 40 })
  await server.kill()

  mood.down = false
  server = await start(data)
  await send(40, 80)
  // In the middle of delivering.
  await expect.poll(() => received.size, { timeout: 15_000 }).toBeGreaterThan(5)
  await server.kill()

  server = await start(data)
  await send(80, 120)
  await expect
    .poll(ledger, { timeout: 20_000 })
    .toMatchObject({ received: 120, delivered: 120, waiting: 0, failed: 0 })
  expect(received.size).toBe(120)
})
