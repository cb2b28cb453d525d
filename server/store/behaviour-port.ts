/** The part of the port (port.ts) that answers funnels, retention, trends, paths and comparisons. */
import { type CompareQuery, type CompareTally, contrastGroups, tallyCompare } from '../behaviour/compare.ts'
import type { Choice, Known } from '../behaviour/deeds.ts'
import {
  contrastFunnel,
  type FeatureContrast,
  type FunnelPeopleQuery,
  type FunnelTally,
  funnelPeople,
  tallyFunnel,
} from '../behaviour/funnel.ts'
import type { Moments } from '../behaviour/moments.ts'
import type { FunnelQuery } from '../behaviour/passages.ts'
import { type PathPeopleQuery, type PathTally, pathPeople, tallyPaths } from '../behaviour/paths.ts'
import {
  type RetentionPeopleQuery,
  type RetentionQuery,
  type RetentionTally,
  retentionPeople,
  tallyRetention,
} from '../behaviour/retention.ts'
import {
  type TrendPeopleQuery,
  type TrendQuery,
  type TrendTally,
  tallyTrend,
  trendPeople,
} from '../behaviour/trend.ts'
import type { PathQuery } from '../behaviour/walks.ts'

export interface BehaviourStore {
  funnel(query: FunnelQuery): Promise<FunnelTally>
  funnelPeople(query: FunnelPeopleQuery): Promise<Moments>
  funnelContrast(query: FunnelQuery & { step: number }): Promise<FeatureContrast>
  retention(query: RetentionQuery): Promise<RetentionTally>
  retentionPeople(query: RetentionPeopleQuery): Promise<Moments>
  trend(query: TrendQuery): Promise<TrendTally>
  trendPeople(query: TrendPeopleQuery): Promise<Moments>
  paths(query: PathQuery): Promise<PathTally>
  pathPeople(query: PathPeopleQuery): Promise<Moments>
  compareGroups(query: CompareQuery): Promise<CompareTally>
  groupsContrast(query: CompareQuery): Promise<FeatureContrast>
  /** Time of the first event or session; null without any. */
  firstDeed(project: string): Promise<number | null>
  /** What steps can name: pages, most viewed first, and elements, by name. */
  stepChoices(query: ChoiceQuery): Promise<Choice[]>
}

export interface ChoiceQuery {
  project: string
  of: 'page' | 'element'
  /** Part of the name, without regard to case. */
  search: string
  limit: number
}

type Folds = {
  [N in keyof BehaviourStore]: (
    ...args: Parameters<BehaviourStore[N]>
  ) => Awaited<ReturnType<BehaviourStore[N]>>
}

/** The meaning is the same for every engine; an engine brings what it knows. */
export function behaviourFolds(known: Known): Folds {
  return {
    funnel: query => tallyFunnel(known, query),
    funnelPeople: query => funnelPeople(known, query),
    funnelContrast: query => contrastFunnel(known, query),
    retention: query => tallyRetention(known, query),
    retentionPeople: query => retentionPeople(known, query),
    trend: query => tallyTrend(known, query),
    trendPeople: query => trendPeople(known, query),
    paths: query => tallyPaths(known, query),
    pathPeople: query => pathPeople(known, query),
    compareGroups: query => tallyCompare(known, query),
    groupsContrast: query => contrastGroups(known, query),
    firstDeed: project => known.first(project),
    stepChoices: ({ project, of, search, limit }) => known.choices(project, of, search, limit),
  }
}
