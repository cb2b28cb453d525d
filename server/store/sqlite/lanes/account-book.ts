/** Who belongs to which account and what group calls said of it, kept from question to question (segment/account.ts). */
import type { Database } from 'better-sqlite3'
import { byTime, type JsonObject } from '../../../../contract/event.ts'
import type { TraitChange } from '../../../segment/history.ts'
import { remembered } from '../functions/remembered.ts'
import { keyOf, type Lane } from './lane.ts'

export interface Belonging {
  person: number
  /** Epoch ms of the first group call that names both. */
  since: number
}

export interface Account {
  id: string
  /** In order of time and message; what changes nothing is left out. */
  changes: TraitChange[]
  users: Belonging[]
}

export interface AccountBook {
  accounts: Account[]
  /** By key of a person: places in `accounts`, and since when. */
  of: Map<number, { account: number; since: number }[]>
}

interface Words {
  account: string
  traits: JsonObject | null
}

/** What a call says besides who called and when; null: it names no account. */
interface Said {
  messageId: string
  words: Words
}

/** Calls of a slice by key, good for one version of it. */
interface Kept {
  version: number
  said: Map<number, Said | null>
}

interface Call extends Said {
  at: number
  person: number
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
  const groupCalls = facts
    .prepare<[number], number>(
      "SELECT key FROM event_name WHERE project = ? AND asked = 0 AND name = 'group'",
    )
    .pluck()
  const read = facts
    .prepare<[number], [message: string, own: string | null]>('SELECT message, own FROM event WHERE key = ?')
    .raw()
  const kept = new Map<number, Kept>()
  const books = new Map<number, { mark: string; owners: Int32Array; book: AccountBook }>()

  // An account is mostly told of in the same words: these are kept once.
  const readOwn = remembered((own): Words | null => {
    const { groupId, traits }: { groupId?: string; traits?: JsonObject } = JSON.parse(own)
    return groupId ? { account: groupId, traits: traits ?? null } : null
  })

  const saidOf = (key: number): Said | null => {
    const [messageId, own] = read.get(key) ?? ['', null]
    const words = own === null ? null : readOwn(own)
    return words && { messageId, words }
  }

  const callsOf = (lane: Lane, version: number, owners: Int32Array): Call[] => {
    const known = kept.get(lane.slice)
    const { said } = known?.version === version ? known : { said: new Map<number, Said | null>() }
    kept.set(lane.slice, { version, said })
    const calls: Call[] = []
    for (let i = 0; i < lane.count; i++) {
      const key = keyOf(lane, i)
      let one = said.get(key)
      if (one === undefined) {
        one = saidOf(key)
        said.set(key, one)
      }
      if (one) calls.push({ ...one, at: lane.base + lane.at[i]!, person: owners[lane.ident[i]!]! })
    }
    return calls
  }

  return (told, project) => {
    const name = groupCalls.get(project)
    const lanes =
      name === undefined ? [] : told.events(name, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    const versions = told.versions('event')
    const owners = told.owners()
    const version = (lane: Lane) => versions.get(lane.slice) ?? 0
    const mark = lanes.map(lane => `${lane.slice} ${version(lane)} ${lane.count}`).join()
    const known = books.get(project)
    if (known && known.mark === mark && known.owners === owners) return known.book
    const calls = lanes.flatMap(lane => callsOf(lane, version(lane), owners))
    const book = bookOf(calls.sort(byTime))
    books.set(project, { mark, owners, book })
    return book
  }
}

/** `calls` in order of time. */
function bookOf(calls: readonly Call[]): AccountBook {
  const accounts: Account[] = []
  const places = new Map<string, number>()
  const of: AccountBook['of'] = new Map()
  for (const { words, at, messageId, person } of calls) {
    const { account: id, traits } = words
    const place = places.get(id) ?? accounts.push({ id, changes: [], users: [] }) - 1
    places.set(id, place)
    const { changes, users } = accounts[place]!
    // Said again at once, it changes nothing.
    if (traits && changes.at(-1)?.traits !== traits) changes.push({ at, messageId, traits })
    if (person === 0) continue
    const mine = of.get(person) ?? []
    of.set(person, mine)
    if (mine.some(({ account }) => account === place)) continue
    mine.push({ account: place, since: at })
    users.push({ person, since: at })
  }
  return { accounts, of }
}
