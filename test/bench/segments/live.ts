/**
 * Beside the questions: how long events wait for their commit while questions run and while none do, and how long one
 * touched person takes to be judged against 200 segments: live.ts FOLDER.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { NewEvent } from '../../../contract/event.ts'
import { matchPerson } from '../../../server/segment/match.ts'
import type { Question, ResolvedAct, ResolvedCondition } from '../../../server/segment/question.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { NAMES, NOW, PROJECT } from './data.ts'
import { randomFrom } from './random.ts'

const SECONDS = 12
/** ms from one request to the next. */
const EVERY_MS = 5
const SEGMENTS = 200
const PERSONS = 200

const store = await openSqlite(process.argv[2]!)
const random = randomFrom(3)

const condition = (i: number): ResolvedCondition => {
  const event = NAMES[i % NAMES.length]!
  const act: ResolvedAct = { act: 'event', event, where: [] }
  const other: ResolvedAct = { ...act, event: NAMES[(i * 7 + 3) % NAMES.length]! }
  switch (i % 5) {
    case 0:
      return {
        kind: 'trait',
        trait: 'plan',
        is: { op: 'is', values: [['free', 'pro', 'enterprise'][i % 3]!] },
      }
    case 1:
      return {
        kind: 'event',
        event,
        where: [],
        count: { op: 'at-least', n: 3 },
        window: { kind: 'last', days: 7 },
      }
    case 2:
      return { kind: 'change', of: act, direction: 'dropped', percent: 50, days: 28 }
    case 3:
      return {
        ...{ kind: 'sequence', hours: 24, window: { kind: 'ever' } },
        steps: [act, other].map(one => ({ do: one, without: [] })),
      }
    default:
      return {
        kind: 'session',
        where: { kind: 'field', field: 'duration', is: { op: 'greater', number: 60_000 } },
        count: { op: 'at-least', n: 2 },
        window: { kind: 'last', days: 28 },
      }
  }
}
const questions = Array.from(
  { length: SEGMENTS },
  (_, i): Question => ({
    segment: {
      subject: 'person',
      where: { kind: 'and', of: [condition(i), { kind: 'not', of: condition(i + 1) }] },
    },
    asOf: { kind: 'at', time: NOW },
  }),
)

const { items } = await store.members(PROJECT, undefined, { limit: PERSONS })
const read: number[] = []
const judged: number[] = []
const events: number[] = []
for (const { id } of items) {
  const begun = performance.now()
  const history = await store.history(PROJECT, id)
  const known = performance.now()
  if (!history) continue
  for (const question of questions) matchPerson(question, history)
  read.push(known - begun)
  judged.push(performance.now() - known)
  events.push(history.events.length)
}
console.log(
  `one person against ${SEGMENTS} segments: median ${at(judged, 0.5)} ms (95 %: ${at(judged, 0.95)}), and reading its history ${at(read, 0.5)} ms (95 %: ${at(read, 0.95)}; ${at(events, 0.5)} events, 95 %: ${at(events, 0.95)})`,
)

const alone = await ingest()
let asking = true
let asked = 0
const loops = [1, 2, 3, 4].map(async i => {
  while (asking) {
    await store.count(PROJECT, questions[i]!)
    await store.sessions({ project: PROJECT, question: questions[i + 10]!, limit: 50 })
    asked += 2
  }
})
const beside = await ingest()
asking = false
await Promise.all(loops)
console.log(
  `an event's commit: p50 ${at(alone, 0.5)} ms, p99 ${at(alone, 0.99)} ms; while ${asked} questions were answered: p50 ${at(beside, 0.5)}, p99 ${at(beside, 0.99)}`,
)
await store.close()

/** ms that each event waited for its commit. */
async function ingest(): Promise<number[]> {
  const waited: number[] = []
  const until = performance.now() + SECONDS * 1000
  const sent: Promise<void>[] = []
  while (performance.now() < until) {
    const begun = performance.now()
    sent.push(store.putEvents('live', [event()]).then(() => void waited.push(performance.now() - begun)))
    await wait(EVERY_MS)
  }
  await Promise.all(sent)
  return waited
}

function event(): NewEvent {
  const now = Date.now()
  return {
    ...{ messageId: random.uuid(), type: 'track', event: NAMES[random.below(NAMES.length)]!, properties: {} },
    ...{ anonymousId: `live-${random.below(1_000)}`, traits: {}, context: {}, at: now, receivedAt: now },
    source: 'segment',
  }
}

function at(values: number[], share: number): string {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)]!.toFixed(1)
}
