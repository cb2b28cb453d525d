/**
 * npm run bench:ingest [-- SECONDS [events | recordings]]
 * Events and recordings sent to Segreel and, round by round in turn, to a bare handler that only group-commits the
 * same bytes. Prints the ratio of their rates, and how Segreel's memory went.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { batchQuery, RECORDING_PATH } from '../../../contract/batch.ts'

const KEY = 'key-of-the-bench'
const CONNECTIONS = 32
/** s each side is loaded, in rounds of 2 s. */
const seconds = Number(process.argv[2] ?? 20)
const ROUND_MS = 2_000
/** Without it both, turn by turn: a page sends about one batch of events for each of a recording. */
const only = process.argv[3]

interface Sent {
  path: string
  body: Buffer
  headers: Record<string, string>
}

/** Events of a request: Segment's browser client sends each alone, its batching mode and servers send several. */
const SIZES = [1, 1, 1, 5, 1, 1, 2]

const people = Array.from({ length: 500 }, () => ({
  anonymousId: randomUUID(),
  session: randomBytes(12).toString('hex'),
  seq: 0,
}))
const noise = Array.from({ length: 400 }, (_, i) => ({
  type: 3,
  timestamp: 1_700_000_000_000 + i * 20,
  data: { source: 1, positions: [{ x: (i * 7919) % 1280, y: (i * 104_729) % 720, id: i % 90 }] },
}))
const recording = gzipSync(JSON.stringify(noise))

let made = 0
function next(): Sent {
  made += 1
  const person = people[made % people.length]!
  const now = Date.now()
  if (only === undefined ? made % 2 === 0 : only === 'recordings') {
    const head = {
      writeKey: KEY,
      session: person.session,
      tab: `${person.session}-1`,
      seq: person.seq++,
      anonymousId: person.anonymousId,
      startedAt: now - 60_000,
      from: now - 5_000,
      to: now,
      sentAt: now,
      events: noise.length,
      lost: 0,
    }
    return {
      path: `${RECORDING_PATH}?${batchQuery(head)}`,
      body: recording,
      headers: { 'content-type': 'text/plain' },
    }
  }
  const batch = Array.from({ length: SIZES[made % SIZES.length]! }, (_, i) => ({
    type: 'track',
    event: ['Product Viewed', 'Product Added', 'Cart Viewed', 'Checkout Started', 'Order Completed'][i],
    messageId: randomUUID(),
    anonymousId: person.anonymousId,
    timestamp: new Date(now).toISOString(),
    properties: { sku: `sku-${made % 200}`, price: made % 90, currency: 'EUR', list: 'Home', position: i },
    context: {
      page: { path: '/product/7', title: 'Lamp', url: 'https://shop.example/product/7' },
      locale: 'de-DE',
      timezone: 'Europe/Berlin',
    },
  }))
  const body = Buffer.from(JSON.stringify({ batch, writeKey: KEY, sentAt: new Date(now).toISOString() }))
  return { path: '/v1/b', body, headers: { 'content-type': 'text/plain' } }
}

async function start(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ origin: string; child: ChildProcess }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise<string>((found, failed) => {
    let said = ''
    child.stdout.on('data', text => {
      said += text
      const origin = /at (http:\S+)/.exec(said)?.[1]
      if (origin) found(origin)
    })
    child.once('exit', code => failed(new Error(`A server of the bench ended with ${code}.`)))
  })
  return { origin, child }
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
function send(origin: string): Promise<void> {
  const { path, body, headers } = next()
  return new Promise((done, failed) => {
    const sent = request(
      origin + path,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      answer => {
        answer.resume()
        answer.on('end', () =>
          answer.statusCode === 200 ? done() : failed(new Error(`${path} answered ${answer.statusCode}`)),
        )
      },
    )
    sent.on('error', failed)
    sent.end(body)
  })
}

async function load(origin: string): Promise<{ requests: number; waits: number[] }> {
  const end = performance.now() + ROUND_MS
  const waits: number[] = []
  const one = async () => {
    while (performance.now() < end) {
      const begun = performance.now()
      await send(origin)
      waits.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  return { requests: waits.length, waits }
}

/** MB resident, as Linux says; null elsewhere. */
function memory({ pid }: ChildProcess): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

const root = join(import.meta.dirname, '../../..')
const segreel = await start([join(root, 'server/main.ts')], {
  SEGREEL_PORT: '0',
  SEGREEL_DATA: mkdtempSync(join(tmpdir(), 'segreel-bench-')),
  SEGREEL_WRITE_KEY: KEY,
})
const bare = await start([join(import.meta.dirname, 'bare.ts')])
const sides = {
  segreel: { requests: 0, waits: [] as number[] },
  bare: { requests: 0, waits: [] as number[] },
}
const resident: (number | null)[] = []
await load(segreel.origin)
await load(bare.origin)
for (let round = 0; round * ROUND_MS < seconds * 1_000; round++) {
  for (const [name, { origin }] of [
    ['segreel', segreel],
    ['bare', bare],
  ] as const) {
    const { requests, waits } = await load(origin)
    sides[name].requests += requests
    sides[name].waits.push(...waits)
  }
  resident.push(memory(segreel.child))
}
segreel.child.kill('SIGTERM')
bare.child.kill('SIGTERM')

const p99 = (waits: number[]) => waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)]?.toFixed(0)
for (const [name, { requests, waits }] of Object.entries(sides)) {
  console.log(`${name.padEnd(8)} ${(requests / seconds).toFixed(0)} requests/s, p99 ${p99(waits)} ms`)
}
console.log(`ratio    ${(sides.segreel.requests / sides.bare.requests).toFixed(2)} (at least 0.5 is wanted)`)
console.log(`memory   ${resident.join(', ')} MB after each round`)
