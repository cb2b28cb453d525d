/**
 * What each person did, in order of time, slice by slice: an event of a person is seldom stored before an earlier one, so
 * that all need not be laid out beside each other first (gather, in steps.ts), which is several times as slow.
 */
import type { Members } from './count.ts'
import type { Lane } from './lane.ts'
import type { Span } from './moment.ts'

/** More than a slice has events. */
export const PER_LANE = 2 ** 20

export interface Streamed {
  /** Of each different name its lanes. */
  lanes: Lane[][]
  span: Span
  owners: Int32Array
  persons: number
  /** By key of a person, 1: nothing more is to be told of it. */
  done?: Uint8Array
}

/** Moments of one person, in order of time; more may stand behind the last. */
export interface Stretch {
  at: Float64Array
  /** Place in `lanes` of its name. */
  name: Uint8Array
  /** Place of its lane in `all` times PER_LANE, and its place in it. */
  where: Float64Array
  all: Lane[]
}

/** So many moments are passed to find the place of one; of whom there are more, the order is not told. */
const MOST_PASSED = 64

/** Events alone are stored about when they happened; `tie`: see Lane. */
export function areStored(lanes: Lane[][]): boolean {
  return lanes.every(own => own.every(({ tie }) => tie === undefined))
}

/**
 * Tells a person's moments, stretch after stretch. Answers for whom the order is not known, whatever was told of them:
 * different names at one time, or something earlier in a later slice. Null: of nobody.
 */
export function streamed(
  { lanes, span, owners, persons, done }: Streamed,
  tell: (person: number, own: Stretch, count: number) => void,
): Members | null {
  const all = lanes
    .flatMap((ofName, name) => ofName.map(lane => ({ lane, name })))
    // Of a slice the longest first: what comes after has to find its place among the rest.
    .sort((a, b) => a.lane.slice - b.lane.slice || b.lane.count - a.lane.count)
  const lists = new Lists(persons, done ?? new Uint8Array(persons))
  const names = all.map(({ lane }) => lane)
  let own = stretchOf(0, names)
  for (let begin = 0; begin < all.length; ) {
    let end = begin
    let most = 0
    for (; end < all.length && all[end]!.lane.slice === all[begin]!.lane.slice; end++) {
      most += all[end]!.lane.count
    }
    lists.room(most)
    if (own.at.length < most) own = stretchOf(most, names)
    for (let nth = begin; nth < end; nth++) lists.add(all[nth]!.lane, all[nth]!.name, nth, owners, span)
    lists.tell(own, tell)
    begin = end
  }
  return lists.unordered()
}

/** The moments of one slice as a list for each person, in order of time. */
class Lists {
  /** By key of a person twice: the first of its moments and the last, 1 higher; 0: none. */
  readonly #ends: Int32Array
  /** By key of a person: its last moment in the slices before; infinite: its order is not known. */
  readonly #last: Float64Array
  readonly #done: Uint8Array
  #isUnordered = false
  #count = 0
  #touched = 0
  #persons = new Int32Array(0)
  #next = new Int32Array(0)
  #at = new Float64Array(0)
  #name = new Uint8Array(0)
  #where = new Float64Array(0)

  constructor(persons: number, done: Uint8Array) {
    this.#done = done
    this.#ends = new Int32Array(2 * persons)
    this.#last = new Float64Array(persons).fill(Number.NEGATIVE_INFINITY)
  }

  room(most: number): void {
    this.#count = 0
    this.#touched = 0
    if (this.#next.length >= most) return
    this.#persons = new Int32Array(most)
    this.#next = new Int32Array(most)
    this.#at = new Float64Array(most)
    this.#name = new Uint8Array(most)
    this.#where = new Float64Array(most)
  }

  add({ count, base, at: times, ident }: Lane, name: number, nth: number, owners: Int32Array, span: Span) {
    const [ends, next, at, names, where] = [this.#ends, this.#next, this.#at, this.#name, this.#where]
    const [persons, done] = [this.#persons, this.#done]
    const [from, to] = [span.from - base, span.to - base]
    let one = this.#count
    let touched = this.#touched
    for (let i = 0; i < count; i++) {
      const offset = times[i]!
      const person = owners[ident[i]!]!
      if (person === 0 || offset < from || offset > to || done[person] === 1) continue
      const time = offset + base
      const last = ends[2 * person + 1]! - 1
      at[one] = time
      names[one] = name
      where[one] = nth * PER_LANE + i
      next[one] = 0
      one += 1
      if (last < 0) {
        persons[touched] = person
        touched += 1
        ends[2 * person] = one
        ends[2 * person + 1] = one
      } else if (at[last]! < time || (at[last] === time && names[last] === name)) {
        next[last] = one
        ends[2 * person + 1] = one
      } else this.#insert(one, person)
    }
    this.#count = one
    this.#touched = touched
  }

  /** Before one that is later, or behind one of its name at its time. */
  #insert(one: number, person: number): void {
    const [ends, next, at] = [this.#ends, this.#next, this.#at]
    const time = at[one - 1]!
    let before = 0
    let after = ends[2 * person]!
    let passed = 0
    while (after !== 0 && at[after - 1]! <= time && passed <= MOST_PASSED) {
      before = after
      after = next[after - 1]!
      passed += 1
    }
    const isTied = before !== 0 && at[before - 1] === time && this.#name[before - 1] !== this.#name[one - 1]
    if (isTied || passed > MOST_PASSED) {
      this.#forget(person)
      return
    }
    next[one - 1] = after
    if (before === 0) ends[2 * person] = one
    else next[before - 1] = one
    if (after === 0) ends[2 * person + 1] = one
  }

  #forget(person: number): void {
    this.#last[person] = Number.POSITIVE_INFINITY
    this.#isUnordered = true
  }

  tell(own: Stretch, tell: (person: number, own: Stretch, count: number) => void): void {
    const [ends, next, at, names, where] = [this.#ends, this.#next, this.#at, this.#name, this.#where]
    const [persons, last, touched] = [this.#persons, this.#last, this.#touched]
    for (let i = 0; i < touched; i++) {
      const person = persons[i]!
      let one = ends[2 * person]!
      ends[2 * person] = 0
      ends[2 * person + 1] = 0
      if (at[one - 1]! <= last[person]!) {
        this.#forget(person)
        continue
      }
      let count = 0
      for (; one !== 0; one = next[one - 1]!) {
        own.at[count] = at[one - 1]!
        own.name[count] = names[one - 1]!
        own.where[count] = where[one - 1]!
        count += 1
      }
      last[person] = own.at[count - 1]!
      tell(person, own, count)
    }
  }

  unordered(): Members | null {
    if (!this.#isUnordered) return null
    const members = new Uint8Array(this.#last.length)
    for (let person = 0; person < members.length; person++) {
      if (this.#last[person] === Number.POSITIVE_INFINITY) members[person] = 1
    }
    return members
  }
}

function stretchOf(length: number, all: Lane[]): Stretch {
  return { at: new Float64Array(length), name: new Uint8Array(length), where: new Float64Array(length), all }
}
