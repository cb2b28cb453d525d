import type { Database } from 'better-sqlite3'
import type { Known, PlaceName } from '../../../behaviour/deeds.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Lane } from '../lanes/lane.ts'
import type { Moment } from '../lanes/moment.ts'
import { keysOf, sliceOf } from '../lanes/slices.ts'
import type { ViewLane } from '../lanes/view-lane.ts'

export function placeReader(db: Database, segments: Answering): Known['places'] {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const names = db
    .prepare<[number], [key: number, name: string]>(
      'SELECT key, name FROM event_name WHERE project = ? AND asked = 1',
    )
    .raw()
  const patterns = db
    .prepare<[number], [key: number, text: string]>('SELECT key, text FROM pattern WHERE project = ?')
    .raw()
  const messageOf = db.prepare<[number], string>('SELECT message FROM event WHERE key = ?').pluck()

  return (id, sessions, isWanted) => {
    const project = projectKey.get(id)
    if (project === undefined)
      return { starts: new Uint32Array(sessions.length + 1), at: [], what: [], names: [] }
    const moment = segments.moment()
    const views = segments.viewLanes()
    /** By key of a session, its number + 1. */
    const numbers = new Int32Array(moment.sessions().length)
    for (let i = 0; i < sessions.length; i++) numbers[sessions[i]!] = i + 1
    const found: PlaceName[] = []
    const told: Told[] = []
    // By text, as pages of one time are ordered.
    const pages = patterns.all(project).sort(([, a], [, b]) => (a < b ? -1 : 1))
    for (const [key, name] of pages) {
      if (!isWanted({ kind: 'page', name })) continue
      found.push({ kind: 'page', name })
      for (const lane of views) viewsTold(lane, key, found.length - 1, told)
    }
    const slices = new Set<number>()
    for (let i = 0; i < sessions.length; i++) slices.add(sliceOf('session', sessions[i]!))
    for (const [key, name] of names.all(project)) {
      if (!isWanted({ kind: 'event', name })) continue
      found.push({ kind: 'event', name })
      for (const lane of moment.eventsIn(key, slices)) told.push(eventsTold(lane, found.length - 1))
    }
    // Slice by slice, as few sessions are met in each: what is put down of one lies near. Pages stay first, and in order.
    told.sort((a, b) =>
      a.event && b.event
        ? a.event.firstKey - b.event.firstKey
        : a.event || b.event
          ? a.event
            ? 1
            : -1
          : a.first - b.first,
    )
    return { ...laidOut(told, numbers, sessions.length, moment, key => messageOf.get(key)!), names: found }
  }
}

/** What may be a place of a session, at [from, to) of arrays that share their places. */
interface Told {
  what: number
  from: number
  to: number
  /** Of sessions, from `first`. */
  session: Uint16Array | Uint32Array
  first: number
  base: number
  at: Uint32Array | Float64Array
  /** Of events: whose, and their keys from `firstKey`. */
  event: { ident: Uint32Array; place: Uint16Array; firstKey: number } | null
}

function viewsTold(lane: ViewLane, key: number, what: number, into: Told[]): void {
  const { patterns, begins, session, first, base, at } = lane
  const nth = patterns.indexOf(key)
  if (nth === -1) return
  into.push({ what, from: begins[nth]!, to: begins[nth + 1]!, session, first, base, at, event: null })
}

function eventsTold(lane: Lane, what: number): Told {
  const { at, ident, base, count, slice } = lane
  const { session, place } = lane.cold()
  const event = { ident, place, firstKey: keysOf('event', slice)[0] }
  return { what, from: 0, to: count, session, first: 0, base, at, event }
}

/** Those of a session beside each other, in order. */
function laidOut(
  all: readonly Told[],
  numbers: Int32Array,
  sessions: number,
  moment: Moment,
  messageOf: (key: number) => string,
) {
  const owners = moment.owners()
  const { person } = moment.sessions()
  const starts = new Uint32Array(sessions + 2)
  for (const { from, to, session, first, event } of all) {
    const ident = event?.ident
    for (let i = from; i < to; i++) {
      const its = first + session[i]!
      const number = numbers[its]
      // An event of a session is of its person.
      if (number === undefined || number === 0 || (ident && person[its] !== owners[ident[i]!])) continue
      starts[number + 1]! += 1
    }
  }
  for (let i = 2; i < starts.length; i++) starts[i]! += starts[i - 1]!
  const total = starts[sessions + 1]!
  const at = new Float64Array(total)
  const what = new Uint32Array(total)
  /** Of events; 0 of pages. */
  const keys = new Float64Array(total)
  // starts[number] is where the session's next place goes, and in the end where the next session's begin.
  for (const { what: kind, from, to, session, first, base, at: times, event } of all) {
    const ident = event?.ident
    for (let i = from; i < to; i++) {
      const its = first + session[i]!
      const number = numbers[its]
      if (number === undefined || number === 0 || (ident && person[its] !== owners[ident[i]!])) continue
      const place = starts[number]!
      starts[number] = place + 1
      at[place] = base + times[i]!
      what[place] = kind
      if (event) keys[place] = event.firstKey + event.place[i]!
    }
  }
  for (let nth = 0; nth < sessions; nth++) {
    const from = starts[nth]!
    const to = starts[nth + 1]!
    let tied = false
    for (let i = from + 1; i < to; i++) {
      const [time, key, kind] = [at[i]!, keys[i]!, what[i]!]
      let j = i
      // What is put down first goes first: pages, by their names.
      for (; j > from && at[j - 1]! > time; j--) {
        at[j] = at[j - 1]!
        keys[j] = keys[j - 1]!
        what[j] = what[j - 1]!
      }
      at[j] = time
      keys[j] = key
      what[j] = kind
      if (j > from && at[j - 1] === time && key !== 0 && keys[j - 1] !== 0) tied = true
    }
    if (tied) settleTies(at, keys, what, from, to, messageOf)
  }
  return { starts: starts.subarray(0, sessions + 1), at, what }
}

/** Of one time events come by messageId; only those of different names are told apart. */
function settleTies(
  at: Float64Array,
  keys: Float64Array,
  what: Uint32Array,
  from: number,
  to: number,
  messageOf: (key: number) => string,
): void {
  for (let i = from; i < to; ) {
    let end = i + 1
    while (end < to && at[end] === at[i]) end += 1
    while (i < end && keys[i] === 0) i += 1
    if (what.subarray(i, end).some(one => one !== what[i])) {
      const tied = Array.from({ length: end - i }, (_, n) => {
        return { what: what[i + n]!, id: messageOf(keys[i + n]!) }
      }).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
      for (const [n, one] of tied.entries()) what[i + n] = one.what
    }
    i = end
  }
}
