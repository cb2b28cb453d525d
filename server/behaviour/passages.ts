/** The attempts at a funnel that count, and whose they are. */
import type { Funnel } from '../../contract/behaviour/funnel.ts'
import {
  type Attempt,
  type AttemptRules,
  beginning,
  bestAttempt,
  everyAttempt,
  firstAttempt,
  type Steps,
} from './attempt.ts'
import { type Deeds, type Known, type Others, onlyThose, type Stood, type Whom } from './deeds.ts'

export interface FunnelQuery {
  project: string
  funnel: Funnel
  /** An attempt begins in [from, to). */
  from: number
  to: number
  whom: Whom
  /** Who must be in this as well. */
  also?: Whom
  /** Epoch ms of asking: windows that end later are not over. */
  now: number
  /** Beginnings of the trend's spans, the first at or before `from`. */
  spans: readonly number[]
}

/** Attempts, where each stood when it began. */
export interface Passages extends Stood {
  /** How many steps were done. */
  reached: ArrayLike<number>
  /** When a step was done, and in which session; of those that were. */
  timeOf(i: number, step: number): number
  sessionOf(i: number, step: number): number
  /** The property's value at the beginning. */
  valueOf(i: number): string | null
}

export function passagesOf(known: Known, query: FunnelQuery): { counted: Passages; excluded: number } {
  const { project, funnel, from, to } = query
  const rules: AttemptRules = {
    steps: funnel.steps.length,
    order: funnel.order,
    windowMs: funnel.windowMs,
    exclusions: funnel.exclusions,
    hold: funnel.hold !== null,
    from,
    to,
  }
  const property = funnel.hold ?? (funnel.breakdown?.by === 'property' ? funnel.breakdown.path : null)
  const deeds = known.deeds({
    project,
    per: funnel.per,
    ...(funnel.per === 'person' ? onlyThose(query.whom) : {}),
    steps: [...funnel.steps, ...funnel.exclusions.map(one => one.step)],
    others: funnel.order === 'strict' ? othersOf(rules) : null,
    begins: { mask: beginning(rules), before: to },
    property,
    from,
    to: to + funnel.windowMs + 1,
  })
  const all = collector(deeds, rules.steps)
  const dropped = collector(deeds, rules.steps)
  const { person, starts } = deeds
  for (let i = 0; i < person.length; i++) {
    for (const attempt of attemptsOf(deeds, starts[i]!, starts[i + 1]!, rules, funnel.attempts)) {
      const into = attempt.excluded ? dropped : all
      into.add(person[i]!, attempt.done)
    }
  }
  return {
    counted: insideOf(known, query, all).passages(),
    excluded: insideOf(known, query, dropped).passages().length,
  }
}

/** Strict attempts go on from a deed to the next one alone, and are left out by what is excluded. */
function othersOf({ steps, exclusions }: AttemptRules): Others {
  const chain = (1 << steps) - 1
  return { chain, any: ((1 << exclusions.length) - 1) << steps }
}

function attemptsOf(
  deeds: Steps,
  from: number,
  to: number,
  rules: AttemptRules,
  how: Funnel['attempts'],
): Attempt[] {
  if (how === 'every') return everyAttempt(deeds, from, to, rules)
  const one = how === 'first' ? firstAttempt(deeds, from, to, rules) : bestAttempt(deeds, from, to, rules)
  return one ? [one] : []
}

interface Collector {
  add(person: number, done: readonly number[]): void
  passages(): Passages
  /** Those that are left. */
  where(inside: ArrayLike<number | boolean>): Collector
}

function collector(deeds: Deeds, steps: number): Collector {
  const { at, value } = deeds
  const person: number[] = []
  const reached: number[] = []
  /** Of the deeds; so many for each as there are steps. */
  const places: number[] = []
  const add = (who: number, done: readonly number[]) => {
    person.push(who)
    reached.push(done.length)
    for (let step = 0; step < steps; step++) places.push(step < done.length ? done[step]! : -1)
  }
  return {
    add,
    passages: () => {
      const { length } = person
      const first = new Int32Array(length)
      const begun = new Float64Array(length)
      for (let i = 0; i < length; i++) {
        first[i] = places[i * steps]!
        begun[i] = at[first[i]!]!
      }
      let sessions: Int32Array | null = null
      return {
        length,
        ...{ person, reached },
        at: begun,
        // Few answers ask for them, and they take long to read.
        get session() {
          sessions ??= first.map(place => deeds.session(place))
          return sessions
        },
        timeOf: (i, step) => at[places[i * steps + step]!]!,
        sessionOf: (i, step) => deeds.session(places[i * steps + step]!),
        valueOf: i => value?.[first[i]!] ?? null,
      }
    },
    where: inside => {
      const left = collector(deeds, steps)
      for (const [i, who] of person.entries()) {
        if (inside[i]) left.add(who, places.slice(i * steps, i * steps + reached[i]!))
      }
      return left
    },
  }
}

function insideOf(known: Known, { project, funnel, whom, also }: FunnelQuery, all: Collector): Collector {
  let left = all
  for (const those of also ? [whom, also] : [whom]) {
    // Of everyone nobody has to be asked for.
    if (!those.question && !those.others) continue
    left = left.where(known.within(project, those, funnel.per, left.passages()))
  }
  return left
}
