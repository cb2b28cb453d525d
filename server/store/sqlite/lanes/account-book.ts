/** Who belongs to which account and what group calls said of it, kept from question to question (segment/account.ts). */
import type { Database } from 'better-sqlite3'
import type { TraitChange } from '../../../segment/history.ts'
import { type GroupCalls, groupCalls } from './account-calls.ts'
import type { Lane } from './lane.ts'

export interface Account {
  id: string
  /** In order of time and message, and without the message; what changes nothing is left out. */
  changes: TraitChange[]
}

/** Those of a key stand at [starts[key], starts[key + 1]); of keys beyond there is none. */
export interface Belonging {
  starts: Uint32Array
  who: Uint32Array
  /** Epoch ms of the first group call that names both. */
  since: Float64Array
}

export interface AccountBook {
  accounts: Account[]
  /** By place in `accounts`, keys of persons. */
  users: Belonging
  /** By key of a person, places in `accounts`. */
  of: Belonging
}

/** Tells those of a key. */
export function eachOf(
  { starts, who, since }: Belonging,
  key: number,
  tell: (who: number, since: number) => void,
): void {
  if (key + 1 >= starts.length) return
  for (let i = starts[key]!; i < starts[key + 1]!; i++) tell(who[i]!, since[i]!)
}

/** As of the running transaction (moment.ts). */
export interface Told {
  events(name: number, from: number, to: number): Lane[]
  versions(table: 'event'): Map<number, number>
  owners(): Int32Array
}

/** The book of a project. */
export type AccountBooks = (told: Told, project: number) => AccountBook

export function accountBooks(facts: Database): AccountBooks {
  const nameOf = facts
    .prepare<[number], number>(
      "SELECT key FROM event_name WHERE project = ? AND asked = 0 AND name = 'group'",
    )
    .pluck()
  const callsOf = groupCalls(facts)
  const books = new Map<number, { mark: string; owners: Int32Array; book: AccountBook }>()

  return (told, project) => {
    const name = nameOf.get(project)
    if (name === undefined) return NOBODY
    const lanes = told.events(name, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    const versions = told.versions('event')
    const owners = told.owners()
    const version = (lane: Lane) => versions.get(lane.slice) ?? 0
    const mark = lanes.map(lane => `${lane.slice} ${version(lane)} ${lane.count}`).join()
    const known = books.get(project)
    if (known && known.mark === mark && known.owners === owners) return known.book
    const book = bookOf(callsOf(name, lanes, version, owners))
    books.set(project, { mark, owners, book })
    return book
  }
}

const NONE: Belonging = { starts: new Uint32Array(1), who: new Uint32Array(0), since: new Float64Array(0) }
const NOBODY: AccountBook = { accounts: [], users: NONE, of: NONE }

function bookOf(calls: GroupCalls): AccountBook {
  const { length, at, person, word, words } = calls
  const order = new Uint32Array(length)
  for (let i = 0; i < length; i++) order[i] = i
  order.sort((a, b) => at[a]! - at[b]!)
  const places = new Map<string, number>()
  const placeOfWord = Int32Array.from(words, ({ account }, i) => {
    if (i === 0) return -1
    const known = places.get(account) ?? places.size
    places.set(account, known)
    return known
  })
  const placeOf = (call: number) => placeOfWord[word[call]!]!
  const ids = [...places.keys()]
  const said = inGroups(order, ids.length, placeOf)
  const accounts = ids.map((id, place) => ({
    id,
    changes: changesOf(calls, said.members.subarray(said.starts[place]!, said.starts[place + 1]!)),
  }))
  const persons = person.reduce((most, key) => Math.max(most, key), 0) + 1
  const named = inGroups(order, persons, call =>
    placeOf(call) < 0 || person[call] === 0 ? -1 : person[call]!,
  )
  const of = belongings(named, call => placeOf(call), at, ids.length)
  return { accounts, of, users: turned(of, ids.length) }
}

interface Groups {
  starts: Uint32Array
  members: Uint32Array
}

/** By group in the order given; -1: in none. */
function inGroups(order: Uint32Array, groups: number, groupOf: (one: number) => number): Groups {
  const starts = new Uint32Array(groups + 1)
  for (const one of order) if (groupOf(one) >= 0) starts[groupOf(one) + 1]! += 1
  for (let i = 1; i <= groups; i++) starts[i]! += starts[i - 1]!
  const members = new Uint32Array(starts[groups]!)
  const next = starts.slice()
  for (const one of order) {
    const group = groupOf(one)
    if (group < 0) continue
    members[next[group]!] = one
    next[group]! += 1
  }
  return { starts, members }
}

/** `own`: calls in order of time. */
function changesOf({ at, word, words, messageOf }: GroupCalls, own: Uint32Array): Account['changes'] {
  const changes: Account['changes'] = []
  for (let begin = 0; begin < own.length; ) {
    const time = at[own[begin]!]!
    let end = begin + 1
    while (end < own.length && at[own[end]!] === time) end += 1
    const run = own.subarray(begin, end)
    const isAlike = run.every(call => word[call] === word[run[0]!])
    for (const call of isAlike ? run.subarray(0, 1) : byMessage(run, messageOf)) {
      const { traits } = words[word[call]!]!
      // Said again at once, it changes nothing.
      if (traits && changes.at(-1)?.traits !== traits) changes.push({ at: time, messageId: '', traits })
    }
    begin = end
  }
  return changes
}

function byMessage(run: Uint32Array, messageOf: (call: number) => string): number[] {
  return Array.from(run, call => ({ call, message: messageOf(call) }))
    .sort((a, b) => (a.message < b.message ? -1 : 1))
    .map(({ call }) => call)
}

/** Of each group its members' keys, each once and since the first. */
function belongings(
  { starts, members }: Groups,
  keyOf: (call: number) => number,
  at: Float64Array,
  keys: number,
): Belonging {
  const firsts = new Uint32Array(starts.length)
  const who = new Uint32Array(members.length)
  const since = new Float64Array(members.length)
  const met = new Int32Array(keys).fill(-1)
  let count = 0
  for (let group = 0; group + 1 < starts.length; group++) {
    for (let i = starts[group]!; i < starts[group + 1]!; i++) {
      const key = keyOf(members[i]!)
      if (met[key] === group) continue
      met[key] = group
      who[count] = key
      since[count] = at[members[i]!]!
      count += 1
    }
    firsts[group + 1] = count
  }
  return { starts: firsts, who: who.slice(0, count), since: since.slice(0, count) }
}

/** The other way round. */
function turned({ starts, who, since }: Belonging, keys: number): Belonging {
  const places = new Uint32Array(who.length)
  const group = new Uint32Array(who.length)
  for (let i = 0; i < places.length; i++) places[i] = i
  for (let key = 0; key + 1 < starts.length; key++) group.fill(key, starts[key], starts[key + 1])
  const found = inGroups(places, keys, i => who[i]!)
  return {
    starts: found.starts,
    who: found.members.map(i => group[i]!),
    since: Float64Array.from(found.members, i => since[i]!),
  }
}
