import type { FrustrationKind, FrustrationRules } from '../../../contract/frustration/frustration.ts'
import { firstAnswer, isDead, isDrag, isError } from './answered.ts'
import { quickBacks, type Step, uTurns } from './journeys.ts'
import { rageRuns } from './rage.ts'
import { EXPECTS, hash, NEVER, type Tap } from './tap.ts'

/** A tab as verdicts need it: numbers only. */
export interface Trace {
  taps: Tap[]
  steps: Step[]
  /** The most turns of the cursor within 2 s, per wiggle, and when. */
  wiggles: { at: number; turns: number }[]
  /** Ways up and down a page. */
  searches: { at: number; turns: number; screens: number }[]
  /** Times of the submits of one form on one page, and of those that were refused. */
  forms: { at: number; element: number; submits: number[]; refused: number[] }[]
  /** `form`: index into `forms`; -1 outside. */
  fields: {
    at: number
    element: number
    form: number
    visits: number
    changes: number
    refused: number
  }[]
}

/** A finding by numbers; `of` are indices of clicks, pages, wiggles, forms, fields or searches, as its kind says. */
export interface Finding {
  kind: FrustrationKind
  /** ms since the tab's first event. */
  at: number
  of: number[]
  /** form-struggle: about a field rather than a form. */
  field?: boolean
}

/** A field was refused at least so often; once is a slip. */
const REFUSED = 2

/** Asks all rules of one tab. Pure arithmetic: this is what runs again over history when a threshold changes. */
export function find(trace: Trace, rules: FrustrationRules): Finding[] {
  const fine = fineOf(rules)
  const isFine = (kind: FrustrationKind, element: number): boolean => fine.has(`${kind} ${element}`)
  const found = [...findClicks(trace.taps, rules, isFine), ...findSteps(trace.steps, rules)]
  if (rules.thrash.on) {
    trace.wiggles.forEach(({ at, turns }, i) => {
      if (turns >= rules.thrash.turns) found.push({ kind: 'thrash', at, of: [i] })
    })
  }
  if (rules.excessiveScroll.on) {
    const { turns, screens } = rules.excessiveScroll
    trace.searches.forEach((search, i) => {
      const isFar = search.turns >= turns && search.screens >= screens
      if (isFar) found.push({ kind: 'excessive-scroll', at: search.at, of: [i] })
    })
  }
  if (rules.formStruggle.on) found.push(...findForms(trace, rules, isFine))
  return found.sort((a, b) => a.at - b.at)
}

function fineOf(rules: FrustrationRules): Set<string> {
  return new Set(rules.fine.map(({ element, kind }) => `${kind} ${hash(element)}`))
}

type IsFine = (kind: FrustrationKind, element: number) => boolean

function findClicks(taps: readonly Tap[], rules: FrustrationRules, isFine: IsFine): Finding[] {
  const found: Finding[] = []
  const kindOf = (kind: FrustrationKind, of: number[]) => {
    const first = taps[of[0] ?? -1]
    if (first && !isFine(kind, first.element)) found.push({ kind, at: first.at, of })
  }
  if (rules.rage.on) {
    const ignored = new Set(rules.rage.ignoreNames.map(hash))
    for (const run of rageRuns(taps, rules, ignored)) kindOf('rage', run)
  }
  if (rules.dead.on)
    for (const run of together(taps, rules.dead.repeatMs, tap => isDead(tap, rules))) kindOf('dead', run)
  if (rules.error.on) {
    for (const run of together(taps, rules.error.repeatMs, tap => isError(tap, rules.error)))
      kindOf('error', run)
  }
  if (rules.slow.on) for (const run of together(taps, 5_000, tap => isSlow(tap, rules))) kindOf('slow', run)
  return found
}

/** Clicks that hold, those on one element shortly after each other as one. */
function together(taps: readonly Tap[], repeatMs: number, holds: (tap: Tap) => boolean): number[][] {
  const runs: number[][] = []
  const latest = new Map<number, { run: number[]; at: number }>()
  taps.forEach((tap, i) => {
    if (!holds(tap)) return
    const known = latest.get(tap.element)
    if (known && tap.element !== 0 && tap.at - known.at <= repeatMs) {
      known.run.push(i)
      known.at = tap.at
      return
    }
    const run = [i]
    runs.push(run)
    latest.set(tap.element, { run, at: tap.at })
  })
  return runs
}

/** The page did answer, and late: by a change, a page, or at least the end of the request. */
function isSlow(tap: Tap, rules: FrustrationRules): boolean {
  if ((tap.expects !== EXPECTS.answer && !isSeenAnswer(tap)) || isDrag(tap)) return false
  if (isError(tap, rules.error) || isDead(tap, rules)) return false
  const first = firstAnswer(tap)
  return first !== NEVER ? first >= rules.slow.afterMs : tap.answered >= rules.slow.afterMs
}

/** What might answer unseen did answer in the page, with the end of its request. */
function isSeenAnswer(tap: Tap): boolean {
  const both = tap.near !== NEVER && tap.request !== NEVER && tap.answered !== NEVER
  return both && tap.expects === EXPECTS.unseen && Math.abs(tap.near - tap.answered) <= 500
}

function findSteps(steps: readonly Step[], rules: FrustrationRules): Finding[] {
  const found: Finding[] = []
  if (rules.quickBack.on) {
    for (const i of quickBacks(steps, rules.quickBack)) {
      found.push({ kind: 'quick-back', at: steps[i + 1]?.at ?? 0, of: [i] })
    }
  }
  if (rules.uTurn.on) {
    for (const [from, to] of uTurns(steps, rules.uTurn)) {
      found.push({ kind: 'u-turn', at: steps[to]?.at ?? 0, of: [from, to] })
    }
  }
  return found
}

/** Sent or changed again and again is no struggle by itself (a chat, a search, a calculator): it was refused. */
function findForms({ forms, fields }: Trace, rules: FrustrationRules, isFine: IsFine): Finding[] {
  const rule = rules.formStruggle
  const found: Finding[] = []
  const told = new Set<number>()
  forms.forEach(({ submits, refused, element }, i) => {
    const last = submits.find((at, n) => {
      return n + 1 >= rule.submits && refused.filter(each => each < at).length >= rule.submits - 1
    })
    if (last === undefined || isFine('form-struggle', element)) return
    found.push({ kind: 'form-struggle', at: last, of: [i] })
    told.add(i)
  })
  fields.forEach(({ at, element, form, visits, changes, refused }, i) => {
    const often = Math.min(changes, visits) >= rule.fieldChanges && refused >= REFUSED
    if (often && !told.has(form) && !isFine('form-struggle', element))
      found.push({ kind: 'form-struggle', at, of: [i], field: true })
  })
  return found
}
