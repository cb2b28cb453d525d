/** What group calls say, read once and kept by slices of events, to a bound. */
import type { Database } from 'better-sqlite3'
import type { JsonObject } from '../../../../contract/event.ts'
import { keyOf, type Lane } from './lane.ts'
import { SLICES_PER_NAME } from './lanes-file.ts'

/** What a call says besides who called and when. Calls that say it alike share one. */
export interface Words {
  account: string
  traits: JsonObject | null
}

export interface GroupCalls {
  length: number
  /** Epoch ms. */
  at: Float64Array
  /** Whose it is; 0: nobody's. */
  person: Int32Array
  /** Places in `words`; 0: it names no account. */
  word: Uint32Array
  words: readonly Words[]
  /** What settles equal times: the message of a call. */
  messageOf(call: number): string
}

/** Beyond so many nothing is kept from question to question: 4 bytes a call, some 700 each of different words. */
const MOST_CALLS = 4_000_000
const MOST_WORDS = 100_000

/** Of a name and a slice: the words of its calls, good for one version; more calls may come behind. */
interface Kept {
  version: number
  word: Uint32Array
}

const NO_ACCOUNT: Words = { account: '', traits: null }

export function groupCalls(facts: Database) {
  const read = facts
    .prepare<[string], [nth: number, own: string | null]>(
      'SELECT k.key, e.own FROM json_each(?) k CROSS JOIN event e ON e.key = k.value',
    )
    .raw()
  const message = facts.prepare<[number], string>('SELECT message FROM event WHERE key = ?').pluck()
  const kept = new Map<number, Kept>()
  let words: Words[] = [NO_ACCOUNT]
  let places = new Map<string, number>()
  let calls = 0

  const forget = () => {
    kept.clear()
    words = [NO_ACCOUNT]
    places = new Map()
    calls = 0
  }
  const wordOf = (own: string | null): number => {
    if (own === null) return 0
    const known = places.get(own)
    if (known !== undefined) return known
    const { groupId, traits }: { groupId?: string; traits?: JsonObject } = JSON.parse(own)
    const place = groupId ? words.push({ account: groupId, traits: traits ?? null }) - 1 : 0
    places.set(own, place)
    return place
  }
  const wordsOf = (name: number, lane: Lane, version: number): Uint32Array => {
    const place = name * SLICES_PER_NAME + lane.slice
    const known = kept.get(place)
    const had = known?.version === version ? known.word : new Uint32Array(0)
    if (had.length === lane.count) return had
    const keys = Array.from({ length: lane.count - had.length }, (_, i) => keyOf(lane, had.length + i))
    const word = new Uint32Array(lane.count)
    word.set(had)
    for (const [nth, own] of read.iterate(JSON.stringify(keys))) word[had.length + nth] = wordOf(own)
    calls += lane.count - (known?.word.length ?? 0)
    kept.set(place, { version, word })
    return word
  }

  /** `name`: the key of what group calls are called in their project. */
  return (
    name: number,
    lanes: readonly Lane[],
    version: (lane: Lane) => number,
    owners: Int32Array,
  ): GroupCalls => {
    if (calls > MOST_CALLS || words.length > MOST_WORDS) forget()
    const length = lanes.reduce((sum, { count }) => sum + count, 0)
    const at = new Float64Array(length)
    const person = new Int32Array(length)
    const word = new Uint32Array(length)
    const firsts: number[] = []
    let next = 0
    for (const lane of lanes) {
      firsts.push(next)
      word.set(wordsOf(name, lane, version(lane)), next)
      for (let i = 0; i < lane.count; i++) {
        at[next + i] = lane.at[i]! + lane.base
        person[next + i] = owners[lane.ident[i]!]!
      }
      next += lane.count
    }
    const messageOf = (call: number) => {
      const nth = firsts.findLastIndex(first => first <= call)
      return message.get(keyOf(lanes[nth]!, call - firsts[nth]!))!
    }
    return { length, at, person, word, words, messageOf }
  }
}
