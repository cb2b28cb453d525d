import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import {
  EXPECTS,
  FAILED_CONSOLE,
  FAILED_REQUEST,
  FAILED_TO_LOAD,
  FORBIDDEN,
  NEVER,
  type Tap,
  THROWN,
} from './tap.ts'

/** A drag ends in a click event; nobody expects an answer to it. */
const DRAG_PX = 12
/** What is thrown so long after the page answered is likelier the doing of a timer than of the click. ms */
const THROWN_LATER_MS = 500
/** A page shows what it was sent within this. ms */
const SHOWS_MS = 1_000

export const isDrag = (tap: Tap): boolean => tap.travel > DRAG_PX

const within = (delay: number, limit: number): boolean => delay !== NEVER && delay <= limit && limit > 0

export function isAmong(tap: Tap, targets: FrustrationRules['dead']['targets']): boolean {
  if (targets === 'any') return true
  if (targets === 'buttons') return tap.button > 0
  return tap.expects === EXPECTS.answer
}

/** Whether the page did something that a visitor takes for the answer to this click, soon enough. */
export function isAnswered(tap: Tap, ms: number): boolean {
  if (tap.failure !== NEVER && tap.failure <= ms * 2 && !isOfPage(tap)) return false
  return (
    within(tap.answer, ms) ||
    within(tap.navigation, ms) ||
    within(tap.opened, ms) ||
    within(tap.scroll, Math.min(ms, 400)) ||
    within(tap.value, ms) ||
    within(tap.media, ms) ||
    within(tap.focus, Math.min(ms, 600)) ||
    within(tap.hidden, ms)
  )
}

/** Whether anything answered, under the rule's own list of answers. */
export function isSilent(tap: Tap, rule: FrustrationRules['dead']): boolean {
  const change = rule.changes === 'any' ? tap.any : tap.change
  return !(
    within(change, Math.max(rule.waitMs, rule.lateMs)) ||
    within(tap.near, rule.lateNearMs) ||
    within(tap.navigation, rule.navigationMs) ||
    within(tap.opened, rule.openedMs) ||
    within(tap.scroll, rule.scrollMs) ||
    within(tap.selection, rule.selectionMs) ||
    within(tap.focus, rule.focusMs) ||
    within(tap.value, rule.valueMs) ||
    within(tap.media, rule.mediaMs) ||
    within(tap.hidden, rule.hiddenMs) ||
    (rule.requests && tap.request !== NEVER && isServed(tap))
  )
}

/**
 * The server is still at work, or did what it was asked to do. What was only read is an answer when the page shows it.
 */
function isServed(tap: Tap): boolean {
  if (tap.status === NEVER) return true
  if (tap.status <= 0 || tap.status >= 400) return false
  const shown = tap.change !== NEVER && Math.abs(tap.change - tap.answered) <= SHOWS_MS
  return tap.wrote === 1 || shown || tap.watched - tap.answered < SHOWS_MS
}

export function isDead(tap: Tap, rules: FrustrationRules): boolean {
  const rule = rules.dead
  // The answer may be in the batches that never came.
  if (!isAmong(tap, rule.targets) || tap.lost !== NEVER || !isSilent(tap, rule)) return false
  // rrweb writes nothing while nothing happens: a recording that falls silent with the click says just that.
  const fellSilent = rule.silentEnd && tap.hidden === NEVER && tap.navigation === NEVER && tap.leads === 0
  if (tap.watched < rule.watchedMs && !fellSilent) return false
  if (rule.targets === 'answer' && isDrag(tap)) return false
  if (rule.skipLinks && tap.button === 1) return false
  return !(rule.errorsExcuse && isError(tap, rules.error))
}

export function isError(tap: Tap, rule: FrustrationRules['error']): boolean {
  if (tap.failure === NEVER || !isAmong(tap, rule.targets)) return false
  if (isOfPage(tap) || isOfTimer(tap)) return false
  const isRequest = tap.failureKind === FAILED_REQUEST
  if (isRequest && (!rule.requests || isShownRefusal(tap))) return false
  if (tap.failureKind === FAILED_CONSOLE && !rule.console) return false
  if (tap.expects === EXPECTS.nothing) return tap.failure <= rule.plainMs && rule.plainMs > 0
  // The request began with the click, so its failure is the click's however late it came.
  const asked = tap.request !== NEVER && tap.answered !== NEVER && tap.failure >= tap.answered - 20
  return tap.failure <= rule.withinMs || (rule.requests && asked)
}

/** A picture that does not load, a policy that forbids: faults of the page, whoever clicks. */
const isOfPage = ({ failureKind }: Tap): boolean =>
  failureKind === FAILED_TO_LOAD || failureKind === FORBIDDEN

/** Thrown long after the page had answered, with nothing asked of a server. */
function isOfTimer(tap: Tap): boolean {
  const answered = tap.near !== NEVER && tap.near < tap.failure - THROWN_LATER_MS
  return tap.failureKind === THROWN && answered && tap.request === NEVER
}

/** The server refused and the page said so: "wrong password" is an answer. */
function isShownRefusal(tap: Tap): boolean {
  const refused = tap.status >= 400 && tap.status < 500
  return refused && tap.change !== NEVER && tap.change >= tap.failure - 100
}

/** Delay of the first thing that a visitor could take for the answer; NEVER when there was none. */
export function firstAnswer(tap: Tap): number {
  const all = [tap.near, tap.change, tap.navigation, tap.opened, tap.value, tap.media, tap.focus, tap.scroll]
  const known = all.filter(delay => delay !== NEVER)
  return known.length > 0 ? Math.min(...known) : NEVER
}
