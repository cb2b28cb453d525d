/**
 * Steps in an order (`sequence`, `funnel`) over lanes: the events of the acts are gathered person by person, in
 * order of time, and followed as segment/judge.ts does it, without an object for each.
 */
import type { Database } from 'better-sqlite3'
import { counted } from '../../../segment/judge.ts'
import type { Node } from '../../../segment/question.ts'
import type { Members } from './count.ts'
import type { Lane } from './lane.ts'
import type { Span } from './moment.ts'
import { keysOf } from './slices.ts'

const HOUR_MS = 3_600_000
/** More than a slice has events. */
const PER_LANE = 2 ** 20

export interface Steps {
  node: Node<'sequence' | 'funnel'>
  /** Of each different name its lanes. */
  lanes: Lane[][]
  /** For each step the places in `lanes` of its act, and of what must not stand before it. */
  doers: number[]
  breakers: number[][]
  span: Span
  owners: Int32Array
  persons: number
}

/** Events of some persons: those of a person stand at [starts[person], starts[person + 1]), in order of time. */
interface Gathered {
  starts: Uint32Array
  at: Float64Array
  name: Uint8Array
  /** Place of its lane in `lanes` times PER_LANE, and its place in it. */
  where: Float64Array
  lanes: Lane[]
}

export function stepTaker(facts: Database): (steps: Steps) => Members {
  const message = facts.prepare<[number], string>('SELECT message FROM event WHERE key = ?').pluck()

  /** In a tie of times of different names the messageId decides. */
  const settleTies = ({ at, name, where, lanes }: Gathered, from: number, to: number) => {
    for (let i = from; i < to; ) {
      let end = i + 1
      let differ = false
      while (end < to && at[end] === at[i]) {
        if (name[end] !== name[i]) differ = true
        end += 1
      }
      if (differ) {
        const tied = Array.from({ length: end - i }, (_, j) => {
          return { name: name[i + j]!, id: message.get(keyOf(lanes, where[i + j]!))! }
        }).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
        for (const [j, one] of tied.entries()) {
          name[i + j] = one.name
        }
      }
      i = end
    }
  }

  return steps => {
    const { node, persons } = steps
    const gathered = gather(steps, candidates(steps))
    const holds = (reached: number) =>
      Number(node.kind === 'sequence' ? reached === node.steps.length : counted(node.reached, reached))
    const members = new Uint8Array(persons).fill(holds(0))
    const follow = follower(steps)
    for (let person = 0; person < persons; person++) {
      const from = gathered.starts[person]!
      const to = gathered.starts[person + 1]!
      if (from === to) continue
      sortByTime(gathered, from, to)
      settleTies(gathered, from, to)
      members[person] = holds(follow(gathered, from, to))
    }
    return members
  }
}

/** Persons who may reach a step that matters: with each step's event, or for a funnel with the first one's. */
function candidates({ node, lanes, doers, span, owners, persons }: Steps): Members {
  const needed = new Set(node.kind === 'sequence' ? doers : doers.slice(0, 1))
  const met = new Uint8Array(persons)
  let round = 0
  for (const place of needed) {
    for (const { count, base, at, ident } of lanes[place]!) {
      const first = span.from - base
      const last = span.to - base
      for (let i = 0; i < count; i++) {
        const time = at[i]!
        if (time < first || time > last) continue
        const person = owners[ident[i]!]!
        if (met[person] === round) met[person] = round + 1
      }
    }
    round += 1
  }
  const members = met.map(rounds => (rounds === round ? 1 : 0))
  // Events without a person are nobody's.
  members[0] = 0
  return members
}

function gather({ lanes, span, owners, persons }: Steps, among: Members): Gathered {
  const starts = new Uint32Array(persons + 2)
  const all = lanes.flatMap((ofName, name) => ofName.map(lane => ({ lane, name })))
  for (const { lane } of all) {
    const { count, base, at, ident } = lane
    for (let i = 0; i < count; i++) {
      const person = owners[ident[i]!]!
      if (among[person] !== 1) continue
      const time = at[i]! + base
      if (time >= span.from && time <= span.to) starts[person + 2]! += 1
    }
  }
  for (let i = 2; i < starts.length; i++) starts[i]! += starts[i - 1]!
  const total = starts[persons + 1]!
  const times = new Float64Array(total)
  const names = new Uint8Array(total)
  const where = new Float64Array(total)
  // starts[person + 1] is where the person's next event goes, and in the end where the next person's begin.
  for (const [nth, { lane, name }] of all.entries()) {
    const { count, base, at, ident } = lane
    for (let i = 0; i < count; i++) {
      const person = owners[ident[i]!]!
      if (among[person] !== 1) continue
      const time = at[i]! + base
      if (time < span.from || time > span.to) continue
      const place = starts[person + 1]!
      starts[person + 1] = place + 1
      times[place] = time
      names[place] = name
      where[place] = nth * PER_LANE + i
    }
  }
  return { starts, at: times, name: names, where, lanes: all.map(({ lane }) => lane) }
}

function keyOf(lanes: Lane[], where: number): number {
  const { slice, place } = lanes[Math.floor(where / PER_LANE)]!.cold()
  return keysOf('event', slice)[0] + place[where % PER_LANE]!
}

/** Events of a person are few, and mostly in order already. */
function sortByTime({ at, name, where }: Gathered, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const time = at[i]!
    if (at[i - 1]! <= time) continue
    const ofName = name[i]!
    const ofPlace = where[i]!
    let j = i
    for (; j > from && at[j - 1]! > time; j--) {
      at[j] = at[j - 1]!
      name[j] = name[j - 1]!
      where[j] = where[j - 1]!
    }
    at[j] = time
    name[j] = ofName
    where[j] = ofPlace
  }
}

/** The furthest step reached: of the chains that wait for a step, the one that began last (segment/judge.ts, chain). */
function follower({ node, doers, breakers }: Steps) {
  const most = node.hours * HOUR_MS
  const waiting = new Float64Array(doers.length)
  const begun = new Float64Array(doers.length)
  return ({ at, name }: Gathered, from: number, to: number): number => {
    let furthest = 0
    waiting.fill(Number.NEGATIVE_INFINITY)
    for (let i = from; i < to; i++) {
      const time = at[i]!
      const what = name[i]!
      // When the chain began that this moment leads to each step.
      for (let step = 0; step < doers.length; step++) {
        begun[step] = Number.NEGATIVE_INFINITY
        if (doers[step] !== what) continue
        if (step === 0) begun[step] = time
        else if (time - waiting[step]! <= most) begun[step] = waiting[step]!
        if (begun[step]! > Number.NEGATIVE_INFINITY && step >= furthest) furthest = step + 1
      }
      for (let step = 0; step < doers.length; step++) {
        if (breakers[step]!.includes(what)) waiting[step] = Number.NEGATIVE_INFINITY
        if (step > 0 && begun[step - 1]! > waiting[step]!) waiting[step] = begun[step - 1]!
      }
    }
    return furthest
  }
}
