/**
 * Attempts of one unit (a person, or a session) at a funnel. The rules are SPEC's U1 to U8. An attempt begins with a
 * deed that passes its first step; each further step is done by the first deed behind the one before that passes it,
 * at most `windowMs` after the beginning. One deed does one step.
 */
import { AFTER_ANOTHER, type Deeds } from './deeds.ts'

export interface AttemptRules {
  /** Bits 0 to steps-1 of a deed's mask are steps; exclusion i is bit steps+i. */
  steps: number
  order: 'ordered' | 'strict' | 'any'
  windowMs: number
  /** `after` steps are done, and fewer than `before`. */
  exclusions: readonly { after: number; before: number }[]
  hold: boolean
  /** An attempt begins in [from, to). */
  from: number
  to: number
}

/** What attempts read of deeds; those of a unit are at [from, to). */
export type Steps = Pick<Deeds, 'at' | 'mask' | 'value'>

export interface Attempt {
  /** Places of the deeds that did the steps, in the order they were done. */
  done: number[]
  /** An excluded thing happened: it counts for nothing. */
  excluded: boolean
  /** Place of the deed from which another attempt may begin. */
  next: number
}

/** The attempt that begins with this deed; null when none does. */
export function attemptFrom(deeds: Steps, start: number, to: number, rules: AttemptRules): Attempt | null {
  if (!begins(deeds, start, rules)) return null
  const { at, mask, value } = deeds
  const strict = rules.order === 'strict'
  const attempt: Attempt = { done: [start], excluded: false, next: to }
  let undone = everyStep(rules.steps)
  if (rules.order === 'any') undone &= ~lowest(mask[start]! & undone)
  for (let place = start + 1; place < to; place++) {
    const over = attempt.done.length === rules.steps || at[place]! - at[start]! > rules.windowMs
    if (over || (strict && (mask[place]! & AFTER_ANOTHER) !== 0)) {
      attempt.next = place
      break
    }
    if (isExcluded(mask[place]!, attempt.done.length, rules)) {
      return { ...attempt, excluded: true, next: place }
    }
    const wanted = rules.order === 'any' ? undone : 1 << attempt.done.length
    const passed = rules.hold && value?.[place] !== value?.[start] ? 0 : mask[place]! & wanted
    if (passed !== 0) {
      attempt.done.push(place)
      undone &= ~lowest(passed)
    } else if (strict) {
      attempt.next = place
      break
    }
  }
  return attempt
}

/** One attempt after another: the next begins where the one before is over. */
export function everyAttempt(deeds: Steps, from: number, to: number, rules: AttemptRules): Attempt[] {
  const attempts: Attempt[] = []
  for (let place = from; place < to; ) {
    const attempt = attemptFrom(deeds, place, to, rules)
    if (attempt) attempts.push(attempt)
    place = attempt ? Math.max(place + 1, attempt.next) : place + 1
  }
  return attempts
}

export function firstAttempt(deeds: Steps, from: number, to: number, rules: AttemptRules): Attempt | null {
  for (let place = from; place < to; place++) {
    const attempt = attemptFrom(deeds, place, to, rules)
    if (attempt) return attempt
  }
  return null
}

/**
 * The attempt, of those that begin with any deed, that got furthest; of several the one that got there first, and of
 * those the one begun last. All excluded: one of them; nothing begun: null.
 */
export function bestAttempt(deeds: Steps, from: number, to: number, rules: AttemptRules): Attempt | null {
  if (rules.order === 'ordered' && rules.exclusions.length === 0) return furthest(deeds, from, to, rules)
  let best: Attempt | null = null
  for (let place = from; place < to; place++) {
    const attempt = attemptFrom(deeds, place, to, rules)
    if (attempt && (best === null || isBetter(attempt, best))) best = attempt
  }
  return best
}

function isBetter(one: Attempt, other: Attempt): boolean {
  if (one.excluded !== other.excluded) return other.excluded
  if (one.done.length !== other.done.length) return one.done.length > other.done.length
  // Begun later, since starts are tried in order.
  return one.done.at(-1)! <= other.done.at(-1)!
}

interface Chain {
  done: number[]
}

/**
 * The same in one pass, without trying each beginning: for each number of steps the chain that begins last, which has
 * the most of its window left and so goes on wherever another would.
 */
function furthest(deeds: Steps, from: number, to: number, rules: AttemptRules): Attempt | null {
  const { at, mask, value } = deeds
  const byValue = new Map<string | null, (Chain | undefined)[]>()
  let chains: (Chain | undefined)[] = []
  let best: Chain | null = null
  for (let place = from; place < to; place++) {
    if (rules.hold) {
      const held = value?.[place] ?? null
      chains = byValue.get(held) ?? []
      byValue.set(held, chains)
    }
    for (let step = rules.steps - 1; step > 0; step--) {
      const before = chains[step - 1]
      if ((mask[place]! & (1 << step)) === 0 || before === undefined) continue
      if (at[place]! - at[before.done[0]!]! > rules.windowMs) continue
      const known = chains[step]
      if (known !== undefined && known.done[0]! >= before.done[0]!) continue
      const chain: Chain = { done: [...before.done, place] }
      chains[step] = chain
      if (best === null || chain.done.length > best.done.length) best = chain
    }
    if (begins(deeds, place, rules)) {
      const chain: Chain = { done: [place] }
      chains[0] = chain
      best ??= chain
    }
  }
  // Of attempts with one step the last one begun is as far as any, and the first got there first.
  return best && { done: best.done, excluded: false, next: to }
}

function begins({ at, mask, value }: Steps, place: number, rules: AttemptRules): boolean {
  if ((mask[place]! & beginning(rules)) === 0 || at[place]! < rules.from || at[place]! >= rules.to)
    return false
  return !rules.hold || (value?.[place] ?? null) !== null
}

/** The steps that an attempt may begin with. */
export function beginning({ steps, order }: Pick<AttemptRules, 'steps' | 'order'>): number {
  return order === 'any' ? everyStep(steps) : 1
}

function isExcluded(mask: number, done: number, { steps, exclusions }: AttemptRules): boolean {
  return exclusions.some(
    ({ after, before }, i) => (mask & (1 << (steps + i))) !== 0 && done >= after && done < before,
  )
}

function everyStep(steps: number): number {
  return (1 << steps) - 1
}

/** A deed that passes several steps not yet done does the first of them. */
function lowest(mask: number): number {
  return mask & -mask
}
