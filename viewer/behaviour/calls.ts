/** What the behaviour screens ask of the server. */
import type { List } from '../../contract/api.ts'
import type { ComparedMet, Comparison, Split } from '../../contract/behaviour/comparison.ts'
import type { Contrast, FunnelAnswer, FunnelInput } from '../../contract/behaviour/funnel.ts'
import type { HeatList, HeatListInput } from '../../contract/behaviour/heat-list.ts'
import type { PathAnswer, PathFlowInput } from '../../contract/behaviour/path-flow.ts'
import type { RetentionAnswer, RetentionInput } from '../../contract/behaviour/retention.ts'
import type { BehaviourMoment, StepChoice } from '../../contract/behaviour/step.ts'
import type { TrendAnswer, TrendInput } from '../../contract/behaviour/trend.ts'
import type { GoalAnswer } from '../../contract/segment/goal-answer.ts'
import { address, read, type SessionQuery, send } from '../api.ts'
import { barQuery } from '../frame/dates.ts'
import { bar } from '../location.ts'

export type BehaviourQuery = SessionQuery & { compare?: string; split?: string }
export type People = List<BehaviourMoment>
export type Extra = Record<string, string | number | undefined>

/** What the bar asks. */
export function behaviourQuery(): BehaviourQuery {
  const { compare } = bar.value
  return { ...barQuery(Date.now()), ...(compare ? { compare } : {}) }
}

/** Before and after a moment, instead of beside another segment. */
export function splitQuery(split: Split | null): BehaviourQuery {
  const { compare, ...asked } = behaviourQuery()
  if (split) return { ...asked, split: JSON.stringify(split) }
  return { ...asked, ...(compare ? { compare } : {}) }
}

function ask<T>(path: string, body: unknown, query: BehaviourQuery, extra: Extra = {}): Promise<T> {
  return send<T>('POST', address(`/api/behaviour/${path}`, { ...query, ...extra }), body)
}

export const calls = {
  funnel: (funnel: FunnelInput, query: BehaviourQuery) => ask<FunnelAnswer>('funnel', funnel, query),
  funnelDifferences: (funnel: FunnelInput, step: number, side: number, query: BehaviourQuery) =>
    ask<Contrast>('funnel/differences', funnel, query, { step, side }),
  retention: (retention: RetentionInput, query: BehaviourQuery) =>
    ask<RetentionAnswer>('retention', retention, query),
  trend: (trend: TrendInput, query: BehaviourQuery) => ask<TrendAnswer>('trend', trend, query),
  paths: (flow: PathFlowInput, query: BehaviourQuery) => ask<PathAnswer>('paths', flow, query),
  /** Numbers; what they met takes as long again, and is asked for by itself. */
  compare: (split: Split | null, query: BehaviourQuery) =>
    ask<Comparison>('compare', { split, met: false }, query),
  compareMet: (split: Split | null, query: BehaviourQuery) =>
    ask<ComparedMet>('compare/met', { split }, query),
  goal: (split: Split | null, query: BehaviourQuery) => ask<GoalAnswer>('goal', { split }, query),
  heatList: (heat: HeatListInput, query: BehaviourQuery) => ask<HeatList>('heat-list', heat, query),
  people: (
    kind: 'funnel' | 'retention' | 'trend' | 'paths',
    body: unknown,
    query: BehaviourQuery,
    extra: Extra,
  ) => ask<People>(`${kind}/people`, body, query, extra),
  choices: (of: 'page' | 'element', search: string) =>
    read<List<StepChoice>>('/api/behaviour/choices', { of, search, project: bar.peek().project }),
}
