import { randomUUID } from 'node:crypto'
import type { NewEvent } from '../../../contract/event.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { openSender, percentile } from './client.ts'
import { CONNECTIONS } from './compare.ts'
import { type Asked, FULL, SMALL } from './questions.ts'
import { allDerived, KEY, newFolder, type Running, startSegreel, TOKEN } from './servers.ts'
import { type Kind, visitors } from './visits.ts'

/** What is there before: the analyst asks about these. */
const PEOPLE = 20_000
const EVENTS_EACH = 15
const PROJECT = 'p1'
/** As test/bench/segments calls it. */
const FULL_PROJECT = 'bench'
const DAY_MS = 86_400_000
/** Long enough that derivation, which a rush puts off by some seconds, is part of what it takes. */
const FULL_MS = 10_000
const ROUND_MS = 8_000
const ROUNDS = 3
const NAMES = ['Product Viewed', 'Product Added', 'Cart Viewed', 'Checkout Started', 'Order Completed']

/**
 * Half the rate Segreel can take, without and with an analyst who asks the heaviest question over and over; of the
 * full-size project in `full`, the heaviest of each kind in turn. Waits count from when a request was due.
 */
export async function query(only: Kind, full: string | undefined): Promise<void> {
  const folder = full ?? newFolder()
  if (full === undefined) await fill(folder)
  else await open(folder)
  const server = await startSegreel(folder, { keep: full !== undefined })
  const next = await visitors(KEY, only)
  // Connections of its own: those that say nothing while an answer is waited for are closed.
  const load = async (ms: number, rate?: number) => {
    const sender = await openSender(server.origin, CONNECTIONS, next)
    const { waits } = await sender.load(ms, rate)
    sender.close()
    return waits
  }
  await load(FULL_MS)
  const questions = full === undefined ? [await slowest(server, SMALL)] : FULL
  const alone: number[] = []
  const beside: number[] = []
  const answers = questions.map((): number[] => [])
  for (let round = 0; round < Math.max(ROUNDS, questions.length); round++) {
    // What it takes depends on what else the machine does, so it is looked at in each round.
    const half = (await load(FULL_MS)).length / (FULL_MS / 1_000) / 2
    // What a rush leaves behind is no part of half the rate.
    await allDerived(server)
    alone.push(...(await load(ROUND_MS, half)))
    let over = false
    const asking = (async () => {
      for (let n = round; !over; n++) {
        const nth = n % questions.length
        answers[nth]!.push(await ask(server, questions[nth]!))
      }
    })()
    beside.push(...(await load(ROUND_MS, half)))
    over = true
    await asking
    console.log(`round ${round + 1}  half of what it takes is ${half.toFixed(0)} requests/s`)
  }
  for (const [name, waits] of [
    ['alone', alone],
    ['beside questions', beside],
  ] as const) {
    const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)].map(ms => ms.toFixed(0))
    console.log(
      `${name.padEnd(20)} p50 ${p50} ms, p99 ${p99} ms, longest ${Math.max(...waits).toFixed(0)} ms`,
    )
  }
  for (const [nth, { path, body }] of questions.entries()) {
    const asked = `${path.split('?')[0]} ${body === undefined ? '' : JSON.stringify(body)}`.slice(0, 90)
    const p50 = percentile(answers[nth]!, 0.5).toFixed(0)
    console.log(`asked ${answers[nth]!.length} times, p50 ${p50} ms: ${asked}`)
  }
  await server.stop()
}

async function slowest(server: Running, questions: readonly Asked[]): Promise<Asked> {
  const times: [Asked, number][] = []
  for (const asked of questions) times.push([asked, await ask(server, asked)])
  times.sort((a, b) => b[1] - a[1])
  return times[0]![0]
}

/** ms until the answer. */
async function ask(server: Running, { path, body }: Asked): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(server.origin + path, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`)
  return performance.now() - begun
}

/** The full-size project is there; visitors need a key of it. */
async function open(folder: string): Promise<void> {
  const store = await openSqlite(folder)
  await store.putProject({ id: FULL_PROJECT, name: 'Bench', writeKey: KEY, createdAt: 0 })
  await store.close()
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
