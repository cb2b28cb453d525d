import { randomUUID } from 'node:crypto'
import type { NewEvent } from '../../../contract/event.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { openSender, percentile } from './client.ts'
import { CONNECTIONS } from './compare.ts'
import { KEY, newFolder, type Running, startSegreel, TOKEN } from './servers.ts'
import { type Kind, visitors } from './visits.ts'

/** What is there before: the analyst asks about these. */
const PEOPLE = 20_000
const EVENTS_EACH = 15
const PROJECT = 'p1'
const DAY_MS = 86_400_000
const FULL_MS = 4_000
const ROUND_MS = 8_000
const ROUNDS = 3
const NAMES = ['Product Viewed', 'Product Added', 'Cart Viewed', 'Checkout Started', 'Order Completed']

/**
 * Half the rate Segreel can take, without and with an analyst who asks the heaviest question over and over. Waits
 * count from when a request was due.
 */
export async function query(only: Kind): Promise<void> {
  const folder = newFolder()
  await fill(folder)
  const server = await startSegreel(folder)
  const sender = await openSender(server.origin, CONNECTIONS, await visitors(KEY, only))
  await sender.load(FULL_MS)
  const heaviest = await slowest(server)
  const alone: number[] = []
  const beside: number[] = []
  const answers: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // What it takes depends on what else the machine does, so it is looked at in each round.
    const half = (await sender.load(FULL_MS)).waits.length / (FULL_MS / 1_000) / 2
    alone.push(...(await sender.load(ROUND_MS, half)).waits)
    let over = false
    const asking = (async () => {
      while (!over) answers.push(await ask(server, heaviest))
    })()
    beside.push(...(await sender.load(ROUND_MS, half)).waits)
    over = true
    await asking
    console.log(`round ${round + 1}  half of what it takes is ${half.toFixed(0)} requests/s`)
  }
  console.log(`the heaviest question is ${heaviest}`)
  for (const [name, waits] of [
    ['alone', alone],
    ['beside the question', beside],
  ] as const) {
    const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)].map(ms => ms.toFixed(0))
    console.log(
      `${name.padEnd(20)} p50 ${p50} ms, p99 ${p99} ms, longest ${Math.max(...waits).toFixed(0)} ms`,
    )
  }
  console.log(
    `the question         p50 ${percentile(answers, 0.5).toFixed(0)} ms, asked ${answers.length} times`,
  )
  sender.close()
  await server.stop()
}

const QUESTIONS: Record<string, unknown> = {
  '/api/data/events': undefined,
  '/api/frustrations': undefined,
  '/api/sessions?limit=100': undefined,
  '/api/segments/preview': {
    definition: {
      version: 1,
      subject: 'person',
      where: {
        kind: 'and',
        of: [
          did('Product Viewed', 'at-least', 2),
          did('Order Completed', 'exactly', 0),
          { kind: 'not', of: did('Checkout Started', 'at-least', 3) },
        ],
      },
    },
  },
}

function did(event: string, op: string, number: number) {
  return { kind: 'event', event, where: [], count: { op, n: number }, window: { kind: 'ever' } }
}

async function slowest(server: Running): Promise<string> {
  const times: [string, number][] = []
  for (const path of Object.keys(QUESTIONS)) times.push([path, await ask(server, path)])
  times.sort((a, b) => b[1] - a[1])
  return times[0]![0]
}

/** ms until the answer. */
async function ask(server: Running, path: string): Promise<number> {
  const begun = performance.now()
  const body = QUESTIONS[path]
  const answer = await fetch(server.origin + path, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`)
  return performance.now() - begun
}

async function fill(folder: string): Promise<void> {
  const store = await openSqlite(folder)
  await store.putProject({ id: PROJECT, name: 'Bench', writeKey: KEY, createdAt: Date.now() })
  const now = Date.now()
  for (let begun = 0; begun < PEOPLE; begun += 100) {
    const people = Array.from({ length: 100 }, (_, i) => begun + i)
    await store.putEvents(
      PROJECT,
      people.flatMap(person => eventsOf(person, now)),
    )
  }
  await store.close()
}

function eventsOf(person: number, now: number): NewEvent[] {
  return Array.from({ length: EVENTS_EACH }, (_, i): NewEvent => {
    const at = now - (((person * 31 + i * 7) % 600) / 20) * DAY_MS
    return {
      messageId: randomUUID(),
      type: 'track',
      event: NAMES[(person * 7 + i * i) % NAMES.length]!,
      anonymousId: `visitor-${person}`,
      properties: { sku: `sku-${i}`, price: (person + i) % 90 },
      traits: {},
      context: { locale: 'de-DE' },
      at,
      receivedAt: at,
      source: 'segment',
    }
  })
}
