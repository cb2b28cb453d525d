import type { EventType } from '../../contract/event.ts'
import type { Finding } from '../../contract/plan.ts'
import { isUsable } from '../identity/person-id.ts'
import { eventName } from '../segment/event-name.ts'
import type { EventRow } from '../store/port.ts'
import { checkClock } from './clock.ts'
import type { CompiledPlan } from './compile.ts'
import { type Counted, Findings, type Range } from './findings.ts'
import { Identities, type Owner } from './identities.ts'
import { Repeats } from './repeated.ts'

/** Findings kept: 16 bytes each. */
const MOST_FINDINGS = 4_000_000
/** Different findings told apart; past these, fields and reasons of one event and kind are one. */
const MOST_GROUPS = 10_000
export const EXAMPLES = 3

/** Findings that are equal but for the event they were met in. */
export interface Group extends Pick<Finding, 'kind' | 'field' | 'message'> {
  /** The event's name in a history, else its type. */
  event: string
  named: boolean
  type: EventType
}

export interface Found extends Group, Omit<Counted, 'newest'> {
  /** Where examples are: the time, and the id the event carries. */
  newest: { at: number; owner: string }[]
}

/** Judges events one after the other, in any order, and keeps what it found. */
export class Judge {
  readonly #plan: CompiledPlan
  readonly #identities = new Identities()
  readonly #repeats = new Repeats()
  readonly #findings = new Findings({ most: MOST_FINDINGS, examples: EXAMPLES })
  readonly #groups: Group[] = []
  readonly #groupOf = new Map<string, number>()
  readonly #owners: string[] = []
  readonly #ownerOf = new Map<string, number>()
  readonly #again = new Map<string, Owner>()
  #judging = new Set<string>()
  /** Found while judging owners again, and perhaps met once more in the feed. */
  #ahead = new Set<string>()
  events = 0

  constructor(plan: CompiledPlan) {
    this.#plan = plan
  }

  /** Findings were so many that the first ones are gone. */
  get cut(): boolean {
    return this.#findings.cut
  }

  add(event: EventRow): void {
    this.events += 1
    for (const owner of this.#identities.look(event)) this.#again.set(ownerKey(owner), owner)
    const repeated = this.#repeats.check(event)
    for (const finding of this.look(event)) this.#note(event, finding)
    if (repeated) this.#note(event, repeated)
    if (!this.#ahead.has(event.messageId)) this.#judgeIdentity(event)
  }

  /** Whose events were judged before all was known: all their events shall be given to `judgeAgain`. */
  takeAgain(): Owner[] {
    const owners = [...this.#again.values()]
    this.#judging = new Set(this.#again.keys())
    const indexes = new Set([...this.#judging].map(key => this.#ownerOf.get(key)))
    this.#findings.remove((group, owner) => {
      const kind = this.#groups[group]?.kind
      return (kind === 'late-identity' || kind === 'early-identity') && indexes.has(owner)
    })
    this.#again.clear()
    this.#ahead = new Set()
    return owners
  }

  /** Events of others are left alone. */
  judgeAgain(event: EventRow): void {
    if (!this.#judging.has(ownerOf(event))) return
    if (this.#judgeIdentity(event)) this.#ahead.add(event.messageId)
  }

  /** What is wrong with the event by itself, with what was there instead. */
  look(event: EventRow): Finding[] {
    const clock = checkClock(event)
    return clock ? [...this.#plan.check(event), clock] : this.#plan.check(event)
  }

  /** `isWanted`: narrows to owners, as `ownerOf` names them. */
  found(range: Range, isWanted?: (owner: string) => boolean): Found[] {
    const whose =
      isWanted && new Set(this.#owners.flatMap((owner, index) => (isWanted(owner) ? [index] : [])))
    return [...this.#findings.count(range, whose)].map(([group, { newest, ...counted }]) => ({
      ...this.#groups[group]!,
      ...counted,
      newest: newest.map(({ at, owner }) => ({ at, owner: this.#owners[owner]! })),
    }))
  }

  #judgeIdentity(event: EventRow): boolean {
    const finding = this.#identities.judge(event)
    if (finding) this.#note(event, finding)
    return finding !== null
  }

  #note(event: EventRow, finding: Finding): void {
    this.#findings.add(event.at, this.#groupFor(event, finding), this.#ownerFor(ownerOf(event)))
  }

  #groupFor(event: EventRow, { kind, field, message }: Finding): number {
    const name = eventName(event)
    const group = { kind, field, message, event: name ?? event.type, named: name !== null, type: event.type }
    const full = this.#groups.length >= MOST_GROUPS
    const key = JSON.stringify([kind, event.type, group.event, ...(full ? [] : [field, message])])
    const known = this.#groupOf.get(key)
    if (known !== undefined) return known
    const rest = { field: '', message: 'More of this kind, too many to tell apart.' }
    this.#groups.push(full ? { ...group, ...rest } : group)
    this.#groupOf.set(key, this.#groups.length - 1)
    return this.#groups.length - 1
  }

  #ownerFor(owner: string): number {
    const known = this.#ownerOf.get(owner)
    if (known !== undefined) return known
    this.#owners.push(owner)
    this.#ownerOf.set(owner, this.#owners.length - 1)
    return this.#owners.length - 1
  }
}

/** Whose an event is by the ids it carries itself, which no later merge changes. */
export function ownerOf(event: Pick<EventRow, 'userId' | 'anonymousId'>): string {
  if (isUsable(event.userId)) return ownerKey({ user: event.userId })
  return isUsable(event.anonymousId) ? ownerKey({ anonymous: event.anonymousId }) : ''
}

export function ownerKey(owner: Owner): string {
  return 'user' in owner ? `u ${owner.user}` : `a ${owner.anonymous}`
}
