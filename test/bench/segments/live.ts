/**
 * Beside the questions: how long events wait for their commit while questions run and while none do, and how long one
 * touched person costs that is judged against 200 segments: live.ts FOLDER (a copy: it is written to).
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { NewEvent } from '../../../contract/event.ts'
import { Judged, piecesOf } from '../../../server/live/judged.ts'
import { liveSegment } from '../../../server/live/segments.ts'
import { changesWithin, together } from '../../../server/live/slides.ts'
import type { PersonHistory } from '../../../server/segment/history.ts'
import { matchPerson } from '../../../server/segment/match.ts'
import { needsOf } from '../../../server/segment/needs.ts'
import type { Question, ResolvedAct, ResolvedCondition } from '../../../server/segment/question.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { FULL, NAMES, NOW, PROJECT } from './data.ts'
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

const segments = questions.map(({ segment }, i) =>
  liveSegment({ id: `live-${i}`, name: `Live ${i}`, segment, zone: 'UTC', problems: [] }),
)
const state = await store.liveState(PROJECT)
for (const { id: segment, fingerprint } of segments) {
  if (state.lines.some(line => line.segment === segment)) continue
  const line = { project: PROJECT, segment, fingerprint, begunAt: NOW, problems: [] }
  await store.beginLine(line)
}
const { lines } = await store.liveState(PROJECT)
const all = segments.map(segment => ({ segment, line: lines.find(one => one.segment === segment.id)! }))
const needs = { ...needsOf(segments.map(({ segment }) => segment)), sessions: true }
const { items } = await store.members(PROJECT, undefined, { limit: PERSONS })
const persons = items.map(({ id }) => id)
const judging = new Judged(store, PROJECT, all, () => NOW)
const judged: number[] = []
const wholes: PersonHistory[] = []
// What is read first is read from the disk, and compiled.
for (const id of persons) await store.history(PROJECT, id)
const whole = await cost(async () => {
  for (const id of persons) wholes.push((await store.history(PROJECT, id))!)
})
const needed = await cost(async () => {
  for (const some of piecesOf(persons, 25)) await store.histories(PROJECT, some, needs)
})
for (const history of wholes) {
  judged.push(await cost(async () => questions.forEach(question => void matchPerson(question, history))))
}
const first = await cost(() => judging.add(new Set(persons)))
const again = await cost(() => judging.add(new Set(persons)))
const each = (ms: number) => (ms / persons.length).toFixed(2)
console.log(
  `one person against ${SEGMENTS} segments: median ${at(judged, 0.5)} ms of CPU (95 %: ${at(judged, 0.95)}; mean ${each(judged.reduce((a, b) => a + b))}); reading the whole history ${each(whole)}, what is needed of it ${each(needed)}; all that a touched person costs ${each(again)}, ${each(first)} where everything is new (${at(
    wholes.map(one => one.events.length),
    0.5,
  )} events)`,
)

const slides = together(segments.map(one => one.slides))
const week = 7 * 86_400_000
const due = wholes.reduce((sum, one) => sum + changesWithin(slides, one, [NOW, NOW + week]).length, 0)
const ofEveryone = (due / persons.length) * FULL.persons
console.log(
  `as windows slide, ${((ofEveryone / week) * 1_000).toFixed(1)} persons fall due a second of ${FULL.persons}, in the week behind the newest event`,
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

/** ms of CPU of all threads. */
async function cost(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
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
