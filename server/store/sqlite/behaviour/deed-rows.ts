import type { Deed, DeedQuery } from '../../../behaviour/deeds.ts'

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
  byPerson(tie: Tie): Iterable<{ person: number; deeds: Deed<number>[] }>
}

export interface TieKey {
  key: number
  session: number
}

type Tie = (rank: number, a: TieKey, b: TieKey) => number

const FIRST_SIZE = 65_536

/** More than this many are put in order otherwise than by insertion. */
const FEW = 64

/** `highest`: no key of a person is higher. */
export function deedRows(
  { begins, fleeting = false }: Pick<DeedQuery, 'begins' | 'fleeting'>,
  highest: number,
): DeedRows {
  let size = 0
  let room = FIRST_SIZE
  let persons = new Int32Array(room)
  let times = new Float64Array(room)
  let ranks = new Uint8Array(room)
  let masks = new Int32Array(room)
  let sessions = new Int32Array(room)
  let keys = new Float64Array(room)
  const values: (string | null)[] = []
  /** By person, the time from which its deeds count. */
  const firsts = new Float64Array(highest + 1).fill(
    begins ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
  )
  const beginning = begins?.mask ?? 0

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

  /** Places of the rows that count, those of a person beside each other: counted, then laid out. */
  const laidOut = () => {
    if (begins) {
      for (let person = 0; person <= highest; person++) {
        if (firsts[person]! >= begins.before) firsts[person] = Number.POSITIVE_INFINITY
      }
    }
    const starts = new Int32Array(highest + 3)
    for (let i = 0; i < size; i++) if (times[i]! >= firsts[persons[i]!]!) starts[persons[i]! + 2]! += 1
    for (let person = 2; person < starts.length; person++) starts[person]! += starts[person - 1]!
    // starts[person + 1] is where the person's next one goes, and in the end where the next person's begin.
    const order = new Int32Array(starts[highest + 2]!)
    for (let i = 0; i < size; i++) {
      const person = persons[i]!
      if (!(times[i]! >= firsts[person]!)) continue
      order[starts[person + 1]!] = i
      starts[person + 1]! += 1
    }
    return { order, starts }
  }

  const inOrderOfTime = (order: Int32Array, from: number, to: number): void => {
    if (to - from > FEW) {
      order.subarray(from, to).sort((a, b) => times[a]! - times[b]!)
      return
    }
    for (let i = from + 1; i < to; i++) {
      const row = order[i]!
      const at = times[row]!
      let place = i
      while (place > from && times[order[place - 1]!]! > at) {
        order[place] = order[place - 1]!
        place -= 1
      }
      order[place] = row
    }
  }

  /** Nothing of a deed tells the one from the other. */
  const isAlike = (a: number, b: number) =>
    masks[a] === masks[b] && sessions[a] === sessions[b] && (values[a] ?? null) === (values[b] ?? null)

  /** Those of one time; the keys of those that are all alike need not be asked. */
  const settleTies = (order: Int32Array, from: number, to: number, tie: Tie): void => {
    const compare = (a: number, b: number) =>
      ranks[a]! - ranks[b]! ||
      tie(ranks[a]!, { key: keys[a]!, session: sessions[a]! }, { key: keys[b]!, session: sessions[b]! })
    for (let first = from; first < to; ) {
      let end = first + 1
      let alike = true
      while (end < to && times[order[end]!] === times[order[first]!]) {
        alike &&= isAlike(order[first]!, order[end]!)
        end += 1
      }
      if (!alike) order.subarray(first, end).sort(compare)
      first = end
    }
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
      if ((mask & beginning) !== 0 && at < firsts[person]!) firsts[person] = at
      size += 1
    },
    *byPerson(tie) {
      const { order, starts } = laidOut()
      const written: Deed<number>[] = []
      for (let person = 0; person <= highest; person++) {
        const from = starts[person]!
        const to = starts[person + 1]!
        if (from === to) continue
        inOrderOfTime(order, from, to)
        settleTies(order, from, to, tie)
        const into: Deed<number>[] = fleeting ? written : []
        for (let place = from; place < to; place++) {
          const i = order[place]!
          const session = sessions[i] === 0 ? null : sessions[i]!
          const deed = into[place - from]
          if (deed === undefined) {
            into.push({ at: times[i]!, mask: masks[i]!, session, value: values[i] ?? null })
            continue
          }
          deed.at = times[i]!
          deed.mask = masks[i]!
          deed.session = session
          deed.value = values[i] ?? null
        }
        const deeds = fleeting ? into.slice(0, to - from) : into
        yield { person, deeds }
      }
    },
  }
}
