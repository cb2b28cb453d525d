/** Which thresholds the screen offers, in words; the API knows more of them. */
import type { FrustrationKind, FrustrationRules } from '../../contract/frustration/frustration.ts'

type Rules = FrustrationRules

export type Field = { label: string } & (
  | {
      type: 'ms' | 'count'
      least: number
      get: (r: Rules) => number
      set: (r: Rules, value: number) => Rules
    }
  | { type: 'switch'; get: (r: Rules) => boolean; set: (r: Rules, value: boolean) => Rules }
  | {
      type: 'choice'
      options: { value: string; label: string }[]
      get: (r: Rules) => string
      set: (r: Rules, value: string) => Rules
    }
)

export interface RuleFields {
  kind: FrustrationKind
  says: string
  on: (r: Rules) => boolean
  turn: (r: Rules, on: boolean) => Rules
  fields: Field[]
}

const ms = (label: string, get: (r: Rules) => number, set: (r: Rules, value: number) => Rules): Field => {
  return { label, type: 'ms', least: 0, get, set }
}
const count = (
  label: string,
  least: number,
  get: (r: Rules) => number,
  set: (r: Rules, value: number) => Rules,
): Field => ({ label, type: 'count', least, get, set })

function choice<T extends string>(
  label: string,
  options: { value: T; label: string }[],
  get: (r: Rules) => T,
  set: (r: Rules, value: T) => Rules,
): Field {
  const pick = (r: Rules, value: string) => {
    const chosen = options.find(one => one.value === value)
    return chosen ? set(r, chosen.value) : r
  }
  return { label, type: 'choice', options, get, set: pick }
}

const TARGETS: { value: Rules['dead']['targets']; label: string }[] = [
  { value: 'answer', label: 'what looks made to be clicked' },
  { value: 'buttons', label: 'links and buttons' },
  { value: 'any', label: 'anything' },
]
const COUNTS: { value: Rules['rage']['count']; label: string }[] = [
  { value: 'unanswered', label: 'that the page left unanswered' },
  { value: 'dead', label: 'that were dead' },
  { value: 'all', label: 'all of them' },
]
const SAME: { value: Rules['rage']['same']; label: string }[] = [
  { value: 'element', label: 'the same element' },
  { value: 'node', label: 'the very same node' },
  { value: 'label', label: 'the same label' },
  { value: 'any', label: 'anything near' },
]
const MEASURES: { value: Rules['rage']['measure']; label: string }[] = [
  { value: 'gap', label: 'from one click to the next' },
  { value: 'run', label: 'from the first to the last' },
]

export const RULES: RuleFields[] = [
  {
    kind: 'rage',
    says: 'Clicks in a row on one thing',
    on: r => r.rage.on,
    turn: (r, on) => ({ ...r, rage: { ...r.rage, on } }),
    fields: [
      count(
        'Clicks',
        2,
        r => r.rage.clicks,
        (r, clicks) => ({ ...r, rage: { ...r.rage, clicks } }),
      ),
      count(
        'On text and background (0: never)',
        0,
        r => r.rage.plainClicks,
        (r, plainClicks) => ({ ...r, rage: { ...r.rage, plainClicks } }),
      ),
      ms(
        'Within',
        r => r.rage.withinMs,
        (r, withinMs) => ({ ...r, rage: { ...r.rage, withinMs } }),
      ),
      choice(
        'Measured',
        MEASURES,
        r => r.rage.measure,
        (r, measure) => ({ ...r, rage: { ...r.rage, measure } }),
      ),
      choice(
        'On',
        SAME,
        r => r.rage.same,
        (r, same) => ({ ...r, rage: { ...r.rage, same } }),
      ),
      choice(
        'Counted',
        COUNTS,
        r => r.rage.count,
        (r, count) => ({ ...r, rage: { ...r.rage, count } }),
      ),
    ],
  },
  {
    kind: 'dead',
    says: 'A click that nothing answered',
    on: r => r.dead.on,
    turn: (r, on) => ({ ...r, dead: { ...r.dead, on } }),
    fields: [
      choice(
        'On',
        TARGETS,
        r => r.dead.targets,
        (r, targets) => ({ ...r, dead: { ...r.dead, targets } }),
      ),
      ms(
        'No change near it for',
        r => r.dead.lateNearMs,
        (r, lateNearMs) => ({ ...r, dead: { ...r.dead, lateNearMs } }),
      ),
      ms(
        'No change anywhere for',
        r => Math.max(r.dead.waitMs, r.dead.lateMs),
        (r, value) => ({ ...r, dead: { ...r.dead, lateMs: value, waitMs: Math.min(value, r.dead.waitMs) } }),
      ),
      choice(
        'Changes that count',
        [
          { value: 'beyond-rhythm', label: 'beyond tickers and polling' },
          { value: 'any', label: 'any' },
        ],
        r => r.dead.changes,
        (r, changes) => ({ ...r, dead: { ...r.dead, changes } }),
      ),
      {
        label: 'A request under way, or that changed something, is an answer',
        type: 'switch',
        get: r => r.dead.requests,
        set: (r, requests) => ({ ...r, dead: { ...r.dead, requests } }),
      },
    ],
  },
  {
    kind: 'error',
    says: 'A click that led to a failure',
    on: r => r.error.on,
    turn: (r, on) => ({ ...r, error: { ...r.error, on } }),
    fields: [
      ms(
        'Within',
        r => r.error.withinMs,
        (r, withinMs) => ({ ...r, error: { ...r.error, withinMs } }),
      ),
      {
        label: 'Failed requests count',
        type: 'switch',
        get: r => r.error.requests,
        set: (r, requests) => ({ ...r, error: { ...r.error, requests } }),
      },
      {
        label: 'Errors in the console count',
        type: 'switch',
        get: r => r.error.console,
        set: (r, console) => ({ ...r, error: { ...r.error, console } }),
      },
    ],
  },
  {
    kind: 'slow',
    says: 'The first answer came late',
    on: r => r.slow.on,
    turn: (r, on) => ({ ...r, slow: { ...r.slow, on } }),
    fields: [
      ms(
        'After',
        r => r.slow.afterMs,
        (r, afterMs) => ({ ...r, slow: { ...r.slow, afterMs } }),
      ),
    ],
  },
  {
    kind: 'quick-back',
    says: 'A page left at once for the one before',
    on: r => r.quickBack.on,
    turn: (r, on) => ({ ...r, quickBack: { ...r.quickBack, on } }),
    fields: [
      ms(
        'Within',
        r => r.quickBack.withinMs,
        (r, withinMs) => ({ ...r, quickBack: { ...r.quickBack, withinMs } }),
      ),
    ],
  },
  {
    kind: 'u-turn',
    says: 'Over several pages and back to the first',
    on: r => r.uTurn.on,
    turn: (r, on) => ({ ...r, uTurn: { ...r.uTurn, on } }),
    fields: [
      count(
        'Pages',
        2,
        r => r.uTurn.pages,
        (r, pages) => ({ ...r, uTurn: { ...r.uTurn, pages } }),
      ),
      ms(
        'Each left within',
        r => r.uTurn.pageMs,
        (r, pageMs) => ({ ...r, uTurn: { ...r.uTurn, pageMs } }),
      ),
      ms(
        'All within',
        r => r.uTurn.withinMs,
        (r, withinMs) => ({ ...r, uTurn: { ...r.uTurn, withinMs } }),
      ),
    ],
  },
  {
    kind: 'thrash',
    says: 'The cursor turned back and forth within 2 s',
    on: r => r.thrash.on,
    turn: (r, on) => ({ ...r, thrash: { ...r.thrash, on } }),
    fields: [
      count(
        'Turns',
        6,
        r => r.thrash.turns,
        (r, turns) => ({ ...r, thrash: { ...r.thrash, turns } }),
      ),
    ],
  },
  {
    kind: 'form-struggle',
    says: 'A form submitted, or a field filled in, again and again',
    on: r => r.formStruggle.on,
    turn: (r, on) => ({ ...r, formStruggle: { ...r.formStruggle, on } }),
    fields: [
      count(
        'Submits',
        2,
        r => r.formStruggle.submits,
        (r, submits) => ({ ...r, formStruggle: { ...r.formStruggle, submits } }),
      ),
      count(
        'Changes of one field',
        2,
        r => r.formStruggle.fieldChanges,
        (r, fieldChanges) => ({ ...r, formStruggle: { ...r.formStruggle, fieldChanges } }),
      ),
    ],
  },
  {
    kind: 'excessive-scroll',
    says: 'Up and down a page within 30 s, with no click between',
    on: r => r.excessiveScroll.on,
    turn: (r, on) => ({ ...r, excessiveScroll: { ...r.excessiveScroll, on } }),
    fields: [
      count(
        'Turns',
        3,
        r => r.excessiveScroll.turns,
        (r, turns) => ({ ...r, excessiveScroll: { ...r.excessiveScroll, turns } }),
      ),
      count(
        'Window heights',
        1,
        r => r.excessiveScroll.screens,
        (r, screens) => ({ ...r, excessiveScroll: { ...r.excessiveScroll, screens } }),
      ),
    ],
  },
]
