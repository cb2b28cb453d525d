/** What was found, put together by what and where, in arrays. */
import { FRUSTRATION_KINDS } from '../../../../contract/frustration/frustration.ts'
import type { Sessions } from './columns.ts'
import type { Members } from './count.ts'
import type { FindingLane } from './finding-lane.ts'

const KINDS = FRUSTRATION_KINDS.length

interface Asked {
  /** By key of a session: whether it is asked about, and whether it counts for the segment. */
  asked: Members
  inside: Members
  /** By key of a person: of the others' sessions those of members count for neither. */
  members: Members
}

/** Findings by group: one kind at one spot. */
export class FoundGroups {
  /** By spot and kind, 1 higher than the number of the group; 0: not met. */
  #groups = new Uint32Array(1_024)
  /** By group. */
  readonly #keys: number[] = []
  readonly #first: number[] = []
  readonly #last: number[] = []
  readonly #sessions: number[] = []
  readonly #occurrences: number[] = []
  readonly #persons: Uint32Array
  readonly #others: Uint32Array
  /** Those in sessions that count, group by group: those of a group at [starts[group], starts[group + 1]). */
  readonly #starts: Uint32Array
  readonly #session: Uint32Array
  readonly #at: Float64Array
  readonly #inside: Members

  constructor(lanes: FindingLane[], sessions: Sessions, { asked, inside, members }: Asked, project: number) {
    this.#inside = inside
    const { project: listed, person } = sessions
    const most = lanes.reduce((sum, lane) => sum + lane.session.length, 0)
    const groups = new Uint32Array(most)
    const keys = new Uint32Array(most)
    const times = new Float64Array(most)
    let length = 0
    for (const { first, session, kind, spot, at } of lanes) {
      let before = -1
      for (let i = 0; i < session.length; i++) {
        const key = first + session[i]!
        if (listed[key] !== project) continue
        const group = this.#groupOf(spot[i]! * KINDS + kind[i]!, at[i]!)
        // Those of a session and group stand side by side.
        const isNew = i === 0 || session[i - 1] !== session[i] || group !== before
        before = group
        if (asked[key] !== 1) continue
        if (inside[key] === 1) {
          this.#occurrences[group]! += 1
          if (isNew) this.#sessions[group]! += 1
        } else if (members[person[key]!] === 1) continue
        groups[length] = group
        keys[length] = key
        times[length] = at[i]!
        length += 1
      }
    }
    const { starts, order } = byGroup(groups.subarray(0, length), this.#keys.length)
    this.#starts = starts
    this.#session = Uint32Array.from(order, i => keys[i]!)
    this.#at = Float64Array.from(order, i => times[i]!)
    this.#persons = new Uint32Array(this.#keys.length)
    this.#others = new Uint32Array(this.#keys.length)
    this.#countPersons(person, members.length)
  }

  /** Numbers of the groups met in the segment: those that most persons met first. */
  inOrder(): number[] {
    const name = (group: number) => {
      const key = this.#keys[group]!
      return `${Math.floor(key / KINDS)} ${key % KINDS}`
    }
    return [...this.#keys.keys()]
      .filter(group => this.#occurrences[group]! > 0)
      .sort(
        (a, b) =>
          this.#persons[b]! - this.#persons[a]! ||
          this.#occurrences[b]! - this.#occurrences[a]! ||
          (name(a) < name(b) ? -1 : 1),
      )
  }

  row(group: number) {
    const key = this.#keys[group]!
    return {
      spot: Math.floor(key / KINDS),
      kind: key % KINDS,
      occurrences: this.#occurrences[group]!,
      sessions: this.#sessions[group]!,
      persons: this.#persons[group]!,
      others: this.#others[group]!,
      firstSeen: this.#first[group]!,
      lastSeen: this.#last[group]!,
    }
  }

  /** In sessions of the segment. */
  *inside(group: number): Generator<{ session: number; at: number }> {
    for (let i = this.#starts[group]!; i < this.#starts[group + 1]!; i++) {
      const session = this.#session[i]!
      if (this.#inside[session] === 1) yield { session, at: this.#at[i]! }
    }
  }

  #groupOf(key: number, at: number): number {
    while (key >= this.#groups.length) {
      const more = new Uint32Array(2 * this.#groups.length)
      more.set(this.#groups)
      this.#groups = more
    }
    const known = this.#groups[key]!
    if (known === 0) {
      this.#groups[key] = this.#keys.push(key)
      this.#first.push(at)
      this.#last.push(at)
      this.#sessions.push(0)
      this.#occurrences.push(0)
      return this.#keys.length - 1
    }
    const group = known - 1
    if (at < this.#first[group]!) this.#first[group] = at
    if (at > this.#last[group]!) this.#last[group] = at
    return group
  }

  #countPersons(person: Int32Array, persons: number): void {
    /** By person, 1 higher than the group it was counted in last. */
    const counted = new Uint32Array(persons)
    for (let group = 0; group < this.#keys.length; group++) {
      for (let i = this.#starts[group]!; i < this.#starts[group + 1]!; i++) {
        const session = this.#session[i]!
        const who = person[session]!
        if (counted[who] === group + 1) continue
        counted[who] = group + 1
        if (this.#inside[session] === 1) this.#persons[group]! += 1
        else this.#others[group]! += 1
      }
    }
  }
}

function byGroup(groups: Uint32Array, count: number): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(count + 1)
  for (let i = 0; i < groups.length; i++) starts[groups[i]! + 1]! += 1
  for (let group = 0; group < count; group++) starts[group + 1]! += starts[group]!
  const next = starts.slice()
  const order = new Uint32Array(groups.length)
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]!
    order[next[group]!] = i
    next[group]! += 1
  }
  return { starts, order }
}
