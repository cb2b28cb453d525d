/**
 * Frustration is a question asked of receipts (facts.ts). Here are its kinds, its thresholds as data, and the presets
 * that ask as other products do. All times are ms, all distances CSS px.
 */
import { z } from 'zod'

export const FRUSTRATION_KINDS = [
  'rage',
  'dead',
  'error',
  'slow',
  'quick-back',
  'u-turn',
  'thrash',
  'form-struggle',
  'excessive-scroll',
] as const
export type FrustrationKind = (typeof FRUSTRATION_KINDS)[number]

const ms = z.number().min(0).max(60_000)
const px = z.number().min(0).max(2_000)

/** Which targets a rule looks at: what asks for an answer; links and buttons only; or anything. */
const targets = z.enum(['answer', 'buttons', 'any'])

const rage = z.strictObject({
  on: z.boolean(),
  /** Clicks in a row. */
  clicks: z.int().min(2).max(50),
  /** Clicks in a row on text or background; 0: never rage. */
  plainClicks: z.int().min(0).max(50),
  /** Time between two clicks (`gap`), or from the first to the last of `clicks` (`run`). */
  withinMs: ms,
  measure: z.enum(['gap', 'run']),
  /** Distance: |dx|+|dy| to the click before, side of the box around all, or radius around the first. */
  space: z.enum(['any', 'manhattan', 'box', 'radius']),
  spacePx: px,
  same: z.enum(['any', 'element', 'node', 'label']),
  targets,
  /** Which clicks count: all; those the page left unanswered; those that were dead. */
  count: z.enum(['all', 'unanswered', 'dead']),
  /** An answer later than this is no answer to an impatient click. */
  answerMs: ms,
  /** Names of controls that one clicks repeatedly; compared in lower case. */
  ignoreNames: z.array(z.string().max(100)).max(100),
  /** Text that gets selected is a reason of its own to click again. */
  selectionExcuses: z.boolean(),
})

const dead = z.strictObject({
  on: z.boolean(),
  targets,
  /** The page was silent so long after the click. */
  waitMs: ms,
  /** The recording must go on so long, or nothing can be said. */
  watchedMs: ms,
  /** Unless it simply ends after the click, and neither hides nor leaves the page: then silence is all there was. */
  silentEnd: z.boolean(),
  /** What counts as a change: any, or only those beyond the page's own rhythm. */
  changes: z.enum(['any', 'beyond-rhythm']),
  /** A change later than `waitMs` makes the click slow rather than dead: near the target, and anywhere. */
  lateNearMs: ms,
  lateMs: ms,
  /** Other answers, and how soon each must come; 0: not looked at. */
  scrollMs: ms,
  selectionMs: ms,
  focusMs: ms,
  valueMs: ms,
  mediaMs: ms,
  hiddenMs: ms,
  openedMs: ms,
  navigationMs: ms,
  /** A request of the click is an answer: under way, or one that had the server change something and was answered well. */
  requests: z.boolean(),
  /** A click that led to a failure is an error click, not a dead one. */
  errorsExcuse: z.boolean(),
  skipLinks: z.boolean(),
  /** Further clicks on the same element within this belong to the same finding. */
  repeatMs: ms,
})

const error = z.strictObject({
  on: z.boolean(),
  targets,
  withinMs: ms,
  /** For text and background, where only an immediate failure can be the click's doing; 0: never. */
  plainMs: ms,
  /** Failed requests count too. A refusal (4xx) that the page shows to the visitor is an answer. */
  requests: z.boolean(),
  console: z.boolean(),
  repeatMs: ms,
})

export const frustrationRules = z.strictObject({
  rage,
  dead,
  error,
  /** The first thing the page did came so late. */
  slow: z.strictObject({ on: z.boolean(), afterMs: ms }),
  /** A page left for the one before it, after so short a time. */
  quickBack: z.strictObject({ on: z.boolean(), withinMs: ms }),
  /** Over at least two other pages back to the start, each of them left within `pageMs`. */
  uTurn: z.strictObject({ on: z.boolean(), withinMs: ms, pageMs: ms, pages: z.int().min(2).max(20) }),
  /** The cursor turned so often on one axis within 2 s. */
  thrash: z.strictObject({ on: z.boolean(), turns: z.int().min(6).max(100) }),
  /** A form submitted again and again, or a field come back to and changed again and again. */
  formStruggle: z.strictObject({
    on: z.boolean(),
    submits: z.int().min(2).max(100),
    fieldChanges: z.int().min(2).max(100),
  }),
  /** Up and down a page so often within 30 s, over so many window heights, with no click between. */
  excessiveScroll: z.strictObject({
    on: z.boolean(),
    turns: z.int().min(3).max(100),
    screens: z.int().min(1).max(1_000),
  }),
  /** "This is fine": fingerprints of elements, and what they are never blamed for. */
  fine: z.array(z.strictObject({ element: z.string().max(500), kind: z.enum(FRUSTRATION_KINDS) })).max(1_000),
})
export type FrustrationRules = z.infer<typeof frustrationRules>

/** Our own rules. Reasons are in SPEC.md, F1 to F9. */
export const DEFAULT_RULES: FrustrationRules = {
  rage: {
    on: true,
    clicks: 3,
    plainClicks: 4,
    withinMs: 1_200,
    measure: 'gap',
    space: 'any',
    spacePx: 0,
    same: 'element',
    targets: 'any',
    count: 'unanswered',
    answerMs: 1_500,
    ignoreNames: [],
    selectionExcuses: true,
  },
  dead: {
    on: true,
    targets: 'answer',
    waitMs: 3_000,
    watchedMs: 1_500,
    silentEnd: true,
    changes: 'beyond-rhythm',
    lateNearMs: 8_000,
    lateMs: 6_000,
    scrollMs: 400,
    selectionMs: 300,
    focusMs: 600,
    valueMs: 3_000,
    mediaMs: 3_000,
    hiddenMs: 1_500,
    openedMs: 3_000,
    navigationMs: 10_000,
    requests: true,
    errorsExcuse: true,
    skipLinks: false,
    repeatMs: 2_000,
  },
  error: {
    on: true,
    targets: 'any',
    withinMs: 2_500,
    plainMs: 100,
    requests: true,
    console: true,
    repeatMs: 2_000,
  },
  slow: { on: true, afterMs: 3_000 },
  quickBack: { on: true, withinMs: 5_000 },
  uTurn: { on: true, withinMs: 30_000, pageMs: 8_000, pages: 2 },
  thrash: { on: true, turns: 12 },
  formStruggle: { on: true, submits: 3, fieldChanges: 4 },
  excessiveScroll: { on: true, turns: 5, screens: 5 },
  fine: [],
}

/** Something that went wrong for the visitor, with what shows it. */
export interface Frustration {
  kind: FrustrationKind
  /** Epoch ms of the first click, or of the moment it showed. */
  at: number
  /** Of the last click or event that belongs to it. */
  until: number
  /** Index into the tabs that were asked about. */
  tab: number
  /** Index into the tab's clicks; empty for what is not about clicks. */
  clicks: number[]
  /** Fingerprint and name of the element; empty where there is none. */
  element: string
  name: string
  /** Pattern of the page. */
  page: string
  /** What happened, with numbers. */
  sentence: string
  /** The numbers of the sentence, in ms and counts. */
  evidence: Record<string, number>
}

/** What each finding adds to a session's score; [F10]. */
export const SCORE_WEIGHTS: Record<FrustrationKind, number> = {
  rage: 5,
  error: 4,
  'form-struggle': 3,
  dead: 2,
  slow: 1,
  'u-turn': 1,
  'quick-back': 1,
  thrash: 1,
  'excessive-scroll': 1,
}

/** 0 (none) to 100. One rage click gives 39, a rage click and an error click 59; it never passes 100. */
export function scoreOf(counts: Partial<Record<FrustrationKind, number>>): number {
  let sum = 0
  for (const kind of FRUSTRATION_KINDS) sum += (counts[kind] ?? 0) * SCORE_WEIGHTS[kind]
  return Math.round(100 * (1 - Math.exp(-sum / 10)))
}

/** A person's score: the mean of the last ten sessions, newest first in `scores`. */
export function personScore(scores: readonly number[]): number {
  const last = scores.slice(0, 10)
  return last.length === 0
    ? 0
    : meanScore(
        last.reduce((sum, score) => sum + score, 0),
        last.length,
      )
}

export function meanScore(sum: number, count: number): number {
  return Math.round(sum / count)
}
