import type { EventType } from '../../contract/event.ts'
import type { Finding } from '../../contract/plan.ts'
import { isUsable } from '../identity/person-id.ts'
import { eventName } from '../segment/event-name.ts'
import type { EventRow } from '../store/port.ts'
import { checkClock } from './clock.ts'
import type { CompiledPlan } from './compile.ts'
import { type Counted, Findings, type FindingsState, type Range } from './findings.ts'
import { Identities, type IdentitiesState, type Owner } from './identities.ts'
import type { Remembered } from './recent.ts'
import { Repeats } from './repeated.ts'

/** Goes up with every change of how events are judged, or of what a judge remembers. */
export const JUDGE_VERSION = 1
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

/** What a judge found and remembers; to be kept, it must survive `v8.serialize`. */
export interface JudgeState {
  identities: IdentitiesState
  repeats: Remembered<number>
  findings: FindingsState
  groups: [string, Group][]
  owners: string[]
  again: Map<string, Owner>
  ahead: Set<string>
  events: number
}

/** Judges events one after the other, in any order, and keeps what it found. */
export class Judge {
  readonly #plan: CompiledPlan
  readonly #identities: Identities
  readonly #repeats: Repeats
  readonly #findings: Findings
  readonly #groups: Group[]
  readonly #groupOf: Map<string, number>
  readonly #owners: string[]
  readonly #ownerOf: Map<string, number>
  readonly #again: Map<string, Owner>
  #judging = new Set<string>()
  /** Found while judging owners again, and perhaps met once more in the feed. */
  #ahead: Set<string>
  events: number

  /** `state`: goes on where a judge of the same plan was. */
  constructor(plan: CompiledPlan, state?: JudgeState) {
    this.#plan = plan
    this.#identities = new Identities(state?.identities)
    this.#repeats = new Repeats(state?.repeats)
    this.#findings = new Findings({ most: MOST_FINDINGS, examples: EXAMPLES }, state?.findings)
    this.#groups = state?.groups.map(([, group]) => group) ?? []
    this.#groupOf = new Map(state?.groups.map(([key], i) => [key, i]))
    this.#owners = state?.owners ?? []
    this.#ownerOf = new Map(this.#owners.map((owner, i) => [owner, i]))
    this.#again = state?.again ?? new Map()
    this.#ahead = state?.ahead ?? new Set()
    this.events = state?.events ?? 0
  }

  get state(): JudgeState {
    return {
      identities: this.#identities.state,
      repeats: this.#repeats.state,
      findings: this.#findings.state,
      groups: [...this.#groupOf].map(([key, i]) => [key, this.#groups[i]!]),
      owners: this.#owners,
      again: this.#again,
      ahead: this.#ahead,
      events: this.events,
    }
  }

  /** Findings were so many that the first ones are gone. */
  get cut(): boolean {
    return this.#findings.cut
  }

  add(event: EventRow): void {
    this.events += 1
    for (const owner of this.#identities.look(event)) this.#again.set(ownerKey(owner), owner)
    const repeated = this.#repeats.check(event)
    for (const finding of wrongIn(this.#plan, event)) this.#note(event, finding)
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

/** What is wrong with the event by itself, with what was there instead. */
export function wrongIn(plan: CompiledPlan, event: EventRow): Finding[] {
  const clock = checkClock(event)
  return clock ? [...plan.check(event), clock] : plan.check(event)
}

/** Whose an event is by the ids it carries itself, which no later merge changes. */
export function ownerOf(event: Pick<EventRow, 'userId' | 'anonymousId'>): string {
  if (isUsable(event.userId)) return ownerKey({ user: event.userId })
  return isUsable(event.anonymousId) ? ownerKey({ anonymous: event.anonymousId }) : ''
}

export function ownerKey(owner: Owner): string {
  return 'user' in owner ? `u ${owner.user}` : `a ${owner.anonymous}`
}
