/**
 * Steps in an order (`sequence`, `funnel`) over lanes: the events of the acts are gathered person by person, in
 * order of time, and followed as segment/judge.ts does it, without an object for each.
 */
import type { Database } from 'better-sqlite3'
import { counted } from '../../../segment/judge.ts'
import { RANK } from '../../../segment/moments.ts'
import type { Node } from '../../../segment/question.ts'
import { type Members, opposite } from './count.ts'
import { keyOf, type Lane } from './lane.ts'
import type { Span } from './moment.ts'
import { only } from './passing.ts'
import { areStored, PER_LANE, type Stretch, streamed } from './streamed.ts'

const HOUR_MS = 3_600_000

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
  /** Who is asked of; none: everyone. Of anybody else it is not told. */
  among?: Members
}

/** Events of some persons: those of a person stand at [starts[person], starts[person + 1]), in order of time. */
export interface Gathered {
  starts: Uint32Array
  at: Float64Array
  name: Uint8Array
  /** Place of its lane in `lanes` times PER_LANE, and its place in it. */
  where: Float64Array
  lanes: Lane[]
}

/** Settles what `sortByTime` left tied. `always`: also where it is one name. */
export function tieSettler(
  facts: Database,
  always = false,
): (gathered: Gathered, from: number, to: number) => void {
  const message = facts.prepare<[number], string>('SELECT message FROM event WHERE key = ?').pluck()

  const rankedId = (lanes: Lane[], where: number): string => {
    const lane = lanes[Math.floor(where / PER_LANE)]!
    const i = where % PER_LANE
    return lane.tie ? lane.tie(i) : `${RANK.event}${message.get(keyOf(lane, i))!}`
  }

  /** In a tie of times of different names the rank decides, and then the messageId. */
  return ({ at, name, where, lanes }, from, to) => {
    for (let i = from; i < to; ) {
      let end = i + 1
      let differ = always
      while (end < to && at[end] === at[i]) {
        if (name[end] !== name[i]) differ = true
        end += 1
      }
      if (differ && end > i + 1) {
        const tied = Array.from({ length: end - i }, (_, j) => {
          return { name: name[i + j]!, where: where[i + j]!, id: rankedId(lanes, where[i + j]!) }
        }).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
        for (const [j, one] of tied.entries()) {
          name[i + j] = one.name
          where[i + j] = one.where
        }
      }
      i = end
    }
  }
}

export function stepTaker(facts: Database): (steps: Steps) => Members {
  const settleTies = tieSettler(facts)
  return steps => {
    const { node, persons, doers } = steps
    /** By key of a person: the furthest step reached. */
    const reached = new Uint8Array(persons)
    const follow = follower(steps)
    // What waits for the first step is nothing, and after the last there is none.
    const kept = doers.length - 1
    const waiting = new Float64Array(persons * kept).fill(Number.NEGATIVE_INFINITY)
    const isTold = areStored(steps.lanes)
    // Who took all steps has taken them whatever else is found, unless something may come between them.
    const isFinal = steps.breakers.every(names => names.length === 0)
    const done = steps.among ? opposite(steps.among) : new Uint8Array(persons)
    const left = isTold
      ? streamed({ ...steps, done }, (person, own, count) => {
          const before = reached[person]!
          if (before > kept) return
          const after = follow(own, 0, count, waiting, person * kept, before)
          reached[person] = after
          if (isFinal && after > kept) done[person] = 1
        })
      : candidates(steps)
    if (left) {
      const gathered = gather(isTold ? { ...steps, lanes: lanesOf(steps, left) } : steps, left)
      const none = new Float64Array(kept)
      for (let person = 0; person < persons; person++) {
        if (left[person] === 0) continue
        const from = gathered.starts[person]!
        const to = gathered.starts[person + 1]!
        if (sortByTime(gathered, from, to)) settleTies(gathered, from, to)
        reached[person] = follow(gathered, from, to, none.fill(Number.NEGATIVE_INFINITY), 0, 0)
      }
    }
    const holds = Uint8Array.from({ length: doers.length + 1 }, (_, reached) =>
      Number(node.kind === 'sequence' ? reached === doers.length : counted(node.reached, reached)),
    )
    for (let person = 0; person < persons; person++) reached[person] = holds[reached[person]!]!
    return reached
  }
}

/** Persons who may reach a step that matters: with each step's event, or for a funnel with the first one's. */
function candidates({ node, lanes, doers, span, owners, persons, among }: Steps): Members {
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
  const members = met.map((rounds, person) => (rounds === round ? (among?.[person] ?? 1) : 0))
  // Events without a person are nobody's.
  members[0] = 0
  return members
}

/** What few did: looking through it all is done once then. */
export function lanesOf({ lanes, owners }: Pick<Steps, 'lanes' | 'owners'>, few: Members): Lane[][] {
  return lanes.map(own =>
    own.flatMap(lane => {
      const { count, ident } = lane
      const places: number[] = []
      for (let i = 0; i < count; i++) if (few[owners[ident[i]!]!] === 1) places.push(i)
      return places.length === 0 ? [] : [only(lane, places)]
    }),
  )
}

export function gather(
  { lanes, span, owners, persons }: Pick<Steps, 'lanes' | 'span' | 'owners' | 'persons'>,
  among: Members,
): Gathered {
  const starts = new Uint32Array(persons + 2)
  // Slice by slice, so that they are in order but for a few hours.
  const all = lanes
    .flatMap((ofName, name) => ofName.map(lane => ({ lane, name })))
    .sort((a, b) => a.lane.slice - b.lane.slice)
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

/** Events of a person are few, and mostly in order already. Answers whether some are of the same time. */
export function sortByTime({ at, name, where }: Gathered, from: number, to: number): boolean {
  let tied = false
  for (let i = from + 1; i < to; i++) {
    const time = at[i]!
    if (at[i - 1]! < time) continue
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
    if (j > from && at[j - 1] === time) tied = true
  }
  return tied
}

/**
 * The furthest step reached: of the chains that wait for a step, the one that began last (segment/judge.ts, chain).
 * `waiting`: from `base` on, when the chain began that waits for the second step, and so on; it is kept up to date.
 */
function follower({ node, lanes, doers, breakers }: Steps) {
  const most = node.hours * HOUR_MS
  const steps = doers.length
  // The last step first: what a moment leads to is not there yet for the moment itself.
  const stepsOf = lanes.map((_, name) => doers.flatMap((doer, step) => (doer === name ? step : [])).reverse())
  const brokenBy = lanes.map((_, name) =>
    breakers.flatMap((names, step) => (step > 0 && names.includes(name) ? step : [])),
  )
  return (
    { at, name }: Pick<Stretch, 'at' | 'name'>,
    from: number,
    to: number,
    waiting: Float64Array,
    base: number,
    before: number,
  ): number => {
    let furthest = before
    const place = base - 1
    for (let i = from; i < to && furthest < steps; i++) {
      const time = at[i]!
      const what = name[i]!
      const own = stepsOf[what]!
      const broken = brokenBy[what]!
      for (let n = 0; n < own.length; n++) {
        const step = own[n]!
        const next = step + 1
        const begun = step === 0 ? time : waiting[place + step]!
        // What stands between forgets those that waited, not the one that begins to wait now.
        if (broken.length > 0 && broken.includes(next)) waiting[place + next] = Number.NEGATIVE_INFINITY
        if (time - begun > most) continue
        if (next > furthest) furthest = next
        if (next < steps && begun > waiting[place + next]!) waiting[place + next] = begun
      }
      for (let n = 0; n < broken.length; n++) {
        const step = broken[n]!
        if (!own.includes(step - 1)) waiting[place + step] = Number.NEGATIVE_INFINITY
      }
    }
    return furthest
  }
}
