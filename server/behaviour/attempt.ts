/**
 * Attempts of one unit (a person, or a session) at a funnel. The rules are SPEC's U1 to U8. An attempt begins with a
 * deed that passes its first step; each further step is done by the first deed behind the one before that passes it,
 * at most `windowMs` after the beginning. One deed does one step.
 */
import type { Deed } from './deeds.ts'

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

export interface Attempt<K> {
  /** Places in the unit's deeds of the steps done, in the order they were done. */
  done: number[]
  /** The value its beginning carries. */
  value: string | null
  session: K | null
  /** An excluded thing happened: it counts for nothing. */
  excluded: boolean
  /** Place of the deed from which another attempt may begin. */
  next: number
}

/** The attempt that begins with this deed; null when none does. */
export function attemptFrom<K>(deeds: readonly Deed<K>[], start: number, rules: AttemptRules) {
  const first = deeds[start]!
  if (!begins(first, rules)) return null
  const attempt: Attempt<K> = {
    done: [start],
    value: first.value,
    session: first.session,
    excluded: false,
    next: deeds.length,
  }
  let undone = everyStep(rules.steps)
  if (rules.order === 'any') undone &= ~lowest(first.mask & undone)
  for (let place = start + 1; place < deeds.length; place++) {
    const deed = deeds[place]!
    if (attempt.done.length === rules.steps || deed.at - first.at > rules.windowMs) {
      attempt.next = place
      break
    }
    if (isExcluded(deed, attempt.done.length, rules)) {
      return { ...attempt, excluded: true, next: place }
    }
    const wanted = rules.order === 'any' ? undone : 1 << attempt.done.length
    const passed = rules.hold && deed.value !== first.value ? 0 : deed.mask & wanted
    if (passed !== 0) {
      attempt.done.push(place)
      undone &= ~lowest(passed)
    } else if (rules.order === 'strict') {
      attempt.next = place
      break
    }
  }
  return attempt
}

/** One attempt after another: the next begins where the one before is over. */
export function everyAttempt<K>(deeds: readonly Deed<K>[], rules: AttemptRules): Attempt<K>[] {
  const attempts: Attempt<K>[] = []
  for (let place = 0; place < deeds.length; ) {
    const attempt = attemptFrom(deeds, place, rules)
    if (attempt) attempts.push(attempt)
    place = attempt ? Math.max(place + 1, attempt.next) : place + 1
  }
  return attempts
}

export function firstAttempt<K>(deeds: readonly Deed<K>[], rules: AttemptRules): Attempt<K> | null {
  for (let place = 0; place < deeds.length; place++) {
    const attempt = attemptFrom(deeds, place, rules)
    if (attempt) return attempt
  }
  return null
}

/**
 * The attempt, of those that begin with any deed, that got furthest; of several the one that got there first, and of
 * those the one begun last. All excluded: one of them; nothing begun: null.
 */
export function bestAttempt<K>(deeds: readonly Deed<K>[], rules: AttemptRules): Attempt<K> | null {
  if (rules.order === 'ordered' && rules.exclusions.length === 0) return furthest(deeds, rules)
  let best: Attempt<K> | null = null
  for (let place = 0; place < deeds.length; place++) {
    const attempt = attemptFrom(deeds, place, rules)
    if (attempt && (best === null || isBetter(attempt, best))) best = attempt
  }
  return best
}

function isBetter<K>(one: Attempt<K>, other: Attempt<K>): boolean {
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
function furthest<K>(deeds: readonly Deed<K>[], rules: AttemptRules): Attempt<K> | null {
  const byValue = new Map<string | null, (Chain | undefined)[]>()
  let chains: (Chain | undefined)[] = []
  let best: Chain | null = null
  for (let place = 0; place < deeds.length; place++) {
    const deed = deeds[place]!
    if (rules.hold) {
      chains = byValue.get(deed.value) ?? []
      byValue.set(deed.value, chains)
    }
    for (let step = rules.steps - 1; step > 0; step--) {
      const before = chains[step - 1]
      if ((deed.mask & (1 << step)) === 0 || before === undefined) continue
      if (deed.at - deeds[before.done[0]!]!.at > rules.windowMs) continue
      const known = chains[step]
      if (known !== undefined && known.done[0]! >= before.done[0]!) continue
      const chain: Chain = { done: [...before.done, place] }
      chains[step] = chain
      if (best === null || chain.done.length > best.done.length) best = chain
    }
    if (begins(deed, rules)) {
      const chain: Chain = { done: [place] }
      chains[0] = chain
      best ??= chain
    }
  }
  // Of attempts with one step the last one begun is as far as any, and the first got there first.
  if (best === null) return null
  const start = deeds[best.done[0]!]!
  return { done: best.done, value: start.value, session: start.session, excluded: false, next: deeds.length }
}

function begins<K>(deed: Deed<K>, rules: AttemptRules): boolean {
  const { hold, from, to } = rules
  return (
    (deed.mask & beginning(rules)) !== 0 && deed.at >= from && deed.at < to && (!hold || deed.value !== null)
  )
}

/** The steps that an attempt may begin with. */
export function beginning({ steps, order }: Pick<AttemptRules, 'steps' | 'order'>): number {
  return order === 'any' ? everyStep(steps) : 1
}

function isExcluded<K>(deed: Deed<K>, done: number, { steps, exclusions }: AttemptRules): boolean {
  return exclusions.some(
    ({ after, before }, i) => (deed.mask & (1 << (steps + i))) !== 0 && done >= after && done < before,
  )
}

function everyStep(steps: number): number {
  return (1 << steps) - 1
}

/** A deed that passes several steps not yet done does the first of them. */
function lowest(mask: number): number {
  return mask & -mask
}
