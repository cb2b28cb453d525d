import type { Click, Failure } from '../../../contract/facts.ts'

/** Delays are ms from the click; NEVER where it did not happen. */
export const NEVER = -1

/** What a click's target expects, as a number. */
export const EXPECTS = { nothing: 0, answer: 1, unseen: 2 } as const
/** What a click led to, as a number. */
const FAILURES: Record<Failure['kind'], number> = {
  uncaught: 1,
  rejection: 2,
  resource: 3,
  csp: 4,
  request: 5,
  console: 6,
}
export const THROWN = FAILURES.uncaught
export const FAILED_REQUEST = FAILURES.request
export const FAILED_CONSOLE = FAILURES.console
export const FAILED_TO_LOAD = FAILURES.resource
export const FORBIDDEN = FAILURES.csp

/**
 * A click as verdicts need it: numbers only, so that a hundred thousand sessions can be asked again in seconds.
 * The order of the fields is the order of the packed form (pack.ts).
 */
export interface Tap {
  /** ms since the tab's first event. */
  at: number
  x: number
  y: number
  /** Hash of the fingerprint, and of the label; 0: none. */
  element: number
  label: number
  node: number
  expects: number
  /** 1: a link, 2: a button, 0: anything else. */
  button: number
  /** 1: may lead to another page. */
  leads: number
  travel: number
  watched: number
  near: number
  change: number
  any: number
  answer: number
  navigation: number
  /** First of new tab, download and clipboard. */
  opened: number
  scroll: number
  selection: number
  focus: number
  value: number
  /** First of media and resize. */
  media: number
  hidden: number
  lost: number
  request: number
  answered: number
  status: number
  /** 1: the request asked for a change rather than for something to read. */
  wrote: number
  failure: number
  failureKind: number
}

export const TAP_FIELDS = [
  'at',
  'x',
  'y',
  'element',
  'label',
  'node',
  'expects',
  'button',
  'leads',
  'travel',
  'watched',
  'near',
  'change',
  'any',
  'answer',
  'navigation',
  'opened',
  'scroll',
  'selection',
  'focus',
  'value',
  'media',
  'hidden',
  'lost',
  'request',
  'answered',
  'status',
  'wrote',
  'failure',
  'failureKind',
] as const satisfies readonly (keyof Tap)[]

export function tapOf(click: Click, from: number, failures: readonly Failure[]): Tap {
  const { receipt, target } = click
  const failed = failures[receipt.failed ?? -1]
  const isInput = target?.tag === 'input' && target.role === 'button'
  return {
    at: Math.round(click.at - from),
    x: Math.round(click.x),
    y: Math.round(click.y),
    element: hash(target?.fingerprint ?? ''),
    label: hash(target?.name ?? ''),
    node: target?.node ?? 0,
    expects: EXPECTS[target?.expects ?? 'nothing'],
    button: target?.tag === 'a' ? 1 : target?.tag === 'button' || isInput ? 2 : 0,
    leads: target?.leads ? 1 : 0,
    travel: click.travel,
    watched: Math.round(receipt.watched),
    near: delay(receipt.near),
    change: delay(receipt.change),
    any: delay(receipt.any),
    answer: delay(receipt.answer),
    navigation: delay(receipt.navigation),
    opened: first(receipt.opened, receipt.download, receipt.clipboard),
    scroll: delay(receipt.scroll),
    selection: delay(receipt.selection),
    focus: delay(receipt.focus),
    value: delay(receipt.value),
    media: first(receipt.media, receipt.resize),
    hidden: delay(receipt.hidden),
    lost: delay(receipt.lost),
    request: delay(receipt.request),
    answered: delay(receipt.answered),
    status: receipt.status ?? NEVER,
    wrote: receipt.wrote ? 1 : 0,
    failure: delay(receipt.failure),
    failureKind: failed ? FAILURES[failed.kind] : 0,
  }
}

const delay = (value: number | undefined): number => (value === undefined ? NEVER : Math.round(value))

function first(...values: (number | undefined)[]): number {
  const known = values.filter(value => value !== undefined)
  return known.length > 0 ? Math.round(Math.min(...known)) : NEVER
}

/** FNV-1a, 32 bit, signed as the packed form stores it; 0 only for the empty text. */
export function hash(text: string): number {
  if (text === '') return 0
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value === 0 ? 1 : value | 0
}
