/** What a project's rules said of a session, as it is kept beside it: listed, counted, asked in segments. */
import type { SessionField, SessionFields } from '../fields.ts'
import { type FrustrationKind, scoreOf } from './frustration.ts'

/** Something that went wrong, by where: a pattern of pages, an element (its fingerprint; empty: none), a kind. */
export interface Grievance {
  kind: FrustrationKind
  /** Epoch ms. */
  at: number
  page: string
  element: string
  /** What the element said. */
  name: string
  /** Of rage, dead and error clicks that are more than one: ms from the first to each of the others. */
  more?: number[]
}

export interface Verdict {
  /** Which rules judged (derive/frustration/rules-in-force.ts). */
  rules: number
  found: Grievance[]
}

export const FRUSTRATION_FIELDS = {
  rage: 'rageClicks',
  dead: 'deadClicks',
  error: 'errorClicks',
  slow: 'slowClicks',
  'quick-back': 'quickBacks',
  'u-turn': 'uTurns',
  thrash: 'thrashes',
  'form-struggle': 'formStruggles',
  'excessive-scroll': 'excessiveScrolls',
} as const satisfies Record<FrustrationKind, SessionField>

const COUNTED = Object.values(FRUSTRATION_FIELDS)
export const VERDICT_FIELDS = ['frustrationScore', ...COUNTED] as const
export type VerdictFields = Required<Pick<SessionFields, (typeof VERDICT_FIELDS)[number]>>

/** A kind that was not found is 0, not missing: the session was asked. */
export function verdictFields(found: readonly Pick<Grievance, 'kind'>[]): VerdictFields {
  const fields: VerdictFields = {
    frustrationScore: 0,
    rageClicks: 0,
    deadClicks: 0,
    errorClicks: 0,
    slowClicks: 0,
    quickBacks: 0,
    uTurns: 0,
    thrashes: 0,
    formStruggles: 0,
    excessiveScrolls: 0,
  }
  const counts: Partial<Record<FrustrationKind, number>> = {}
  for (const { kind } of found) {
    counts[kind] = (counts[kind] ?? 0) + 1
    fields[FRUSTRATION_FIELDS[kind]] += 1
  }
  fields.frustrationScore = scoreOf(counts)
  return fields
}
