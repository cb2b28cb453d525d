import { DEFAULT_RULES, type FrustrationRules } from './frustration.ts'

const OFF = {
  slow: { ...DEFAULT_RULES.slow, on: false },
  quickBack: { ...DEFAULT_RULES.quickBack, on: false },
  uTurn: { ...DEFAULT_RULES.uTurn, on: false },
  thrash: { ...DEFAULT_RULES.thrash, on: false },
  formStruggle: { ...DEFAULT_RULES.formStruggle, on: false },
  excessiveScroll: { ...DEFAULT_RULES.excessiveScroll, on: false },
  fine: [],
}
const NO_ERROR = { ...DEFAULT_RULES.error, on: false }
/** Other products count every click, whatever the page answers. */
const ALL_CLICKS = {
  ...DEFAULT_RULES.rage,
  withinMs: 1_000,
  plainClicks: 3,
  count: 'all' as const,
  selectionExcuses: false,
}
/** Other products take any change anywhere for an answer, and know of no requests. */
const ANY_CHANGE = {
  ...DEFAULT_RULES.dead,
  targets: 'any' as const,
  changes: 'any' as const,
  lateNearMs: 0,
  lateMs: 0,
  scrollMs: 0,
  selectionMs: 0,
  focusMs: 0,
  valueMs: 0,
  mediaMs: 0,
  hiddenMs: 0,
  openedMs: 0,
  requests: false,
  errorsExcuse: false,
}

/** The published rules of other products, asked of our receipts. */
export const PRESETS = {
  segreel: DEFAULT_RULES,
  posthog: {
    ...OFF,
    rage: {
      ...ALL_CLICKS,
      space: 'manhattan',
      spacePx: 30,
      same: 'any',
      ignoreNames: ['next', 'previous', 'prev', '>', '<', '+', '-'],
    },
    dead: {
      ...ANY_CHANGE,
      waitMs: 2_500,
      scrollMs: 100,
      selectionMs: 100,
      hiddenMs: 1_000,
      navigationMs: 2_750,
      skipLinks: true,
      repeatMs: 1_000,
    },
    error: NO_ERROR,
  },
  sentry: {
    ...OFF,
    rage: {
      ...ALL_CLICKS,
      plainClicks: 0,
      withinMs: 7_000,
      measure: 'run',
      same: 'node',
      targets: 'buttons',
      count: 'dead',
    },
    dead: {
      ...ANY_CHANGE,
      targets: 'buttons',
      waitMs: 3_000,
      scrollMs: 300,
      selectionMs: 3_000,
      mediaMs: 3_000,
      openedMs: 3_000,
      navigationMs: 7_000,
      repeatMs: 0,
    },
    error: NO_ERROR,
  },
  amplitude: {
    ...OFF,
    rage: {
      ...ALL_CLICKS,
      clicks: 4,
      plainClicks: 4,
      measure: 'run',
      space: 'box',
      spacePx: 50,
      selectionExcuses: true,
    },
    dead: { ...ANY_CHANGE, targets: 'answer', waitMs: 3_000, navigationMs: 3_000, repeatMs: 3_000 },
    error: {
      ...DEFAULT_RULES.error,
      targets: 'answer',
      withinMs: 2_000,
      plainMs: 0,
      requests: false,
      console: false,
    },
    thrash: { on: true, turns: 20 },
  },
  openreplay: {
    ...OFF,
    rage: { ...ALL_CLICKS, withinMs: 300, same: 'label' },
    dead: { ...ANY_CHANGE, waitMs: 1_234, focusMs: 1_234, valueMs: 1_234, navigationMs: 1_234, repeatMs: 0 },
    error: NO_ERROR,
  },
  highlight: {
    ...OFF,
    rage: {
      ...ALL_CLICKS,
      clicks: 5,
      plainClicks: 5,
      withinMs: 5_000,
      measure: 'run',
      space: 'radius',
      spacePx: 8,
      same: 'any',
    },
    dead: { ...ANY_CHANGE, on: false },
    error: NO_ERROR,
  },
} satisfies Record<string, FrustrationRules>
export type PresetName = keyof typeof PRESETS
