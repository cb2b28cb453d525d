import type { Deed } from '../../../behaviour/deeds.ts'

/** Rows of deeds in columns, added in any order and read person by person in the order of time. */
export interface DeedRows {
  /** `key` tells deeds of a rank apart that happened at one time; `session` 0: none. */
  add(
    person: number,
    at: number,
    rank: number,
    mask: number,
    session: number,
    key: number,
    value: string | null,
  ): void
  /** `tie` orders two deeds of one rank at one time, by their keys and then sessions. */
  byPerson(
    tie: (rank: number, a: TieKey, b: TieKey) => number,
  ): Iterable<{ person: number; deeds: Deed<number>[] }>
}

export interface TieKey {
  key: number
  session: number
}

const FIRST_SIZE = 4_096

export function deedRows(): DeedRows {
  let size = 0
  let room = FIRST_SIZE
  let persons = new Int32Array(room)
  let times = new Float64Array(room)
  let ranks = new Uint8Array(room)
  let masks = new Int32Array(room)
  let sessions = new Int32Array(room)
  let keys = new Float64Array(room)
  const values: (string | null)[] = []
  let most = 0

  const grow = () => {
    room *= 2
    const into = <T extends { set(from: ArrayLike<number>): void }>(made: T, from: ArrayLike<number>): T => {
      made.set(from)
      return made
    }
    persons = into(new Int32Array(room), persons)
    times = into(new Float64Array(room), times)
    ranks = into(new Uint8Array(room), ranks)
    masks = into(new Int32Array(room), masks)
    sessions = into(new Int32Array(room), sessions)
    keys = into(new Float64Array(room), keys)
  }

  /** Places of the rows, those of a person beside each other: counted, then laid out. */
  const laidOut = () => {
    const ends = new Int32Array(most + 2)
    for (let i = 0; i < size; i++) ends[persons[i]! + 1]! += 1
    for (let person = 1; person < ends.length; person++) ends[person]! += ends[person - 1]!
    const next = ends.slice()
    const order = new Int32Array(size)
    for (let i = 0; i < size; i++) {
      const person = persons[i]!
      order[next[person]!] = i
      next[person]! += 1
    }
    return { order, ends }
  }

  return {
    add: (person, at, rank, mask, session, key, value) => {
      if (size === room) grow()
      persons[size] = person
      times[size] = at
      ranks[size] = rank
      masks[size] = mask
      sessions[size] = session
      keys[size] = key
      if (value !== null) values[size] = value
      if (person > most) most = person
      size += 1
    },
    *byPerson(tie) {
      const { order, ends } = laidOut()
      const compare = (a: number, b: number) =>
        times[a]! - times[b]! ||
        ranks[a]! - ranks[b]! ||
        tie(ranks[a]!, { key: keys[a]!, session: sessions[a]! }, { key: keys[b]!, session: sessions[b]! })
      for (let person = 0; person <= most; person++) {
        const from = ends[person]!
        const to = ends[person + 1]!
        if (from === to) continue
        const own = order.subarray(from, to)
        if (to - from > 1) own.sort(compare)
        const deeds: Deed<number>[] = []
        for (const i of own) {
          const session = sessions[i]!
          deeds.push({
            at: times[i]!,
            mask: masks[i]!,
            session: session === 0 ? null : session,
            value: values[i] ?? null,
          })
        }
        yield { person, deeds }
      }
    },
  }
}
