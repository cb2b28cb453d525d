import { type BehaviourStore, behaviourFolds } from '../behaviour-port.ts'
import { memoryKnown } from './known.ts'
import type { State } from './state.ts'
import type { World } from './world.ts'

export function memoryBehaviour(state: State, world: (project: string) => World): BehaviourStore {
  const folds = behaviourFolds(memoryKnown(state, world))
  return {
    funnel: async query => folds.funnel(query),
    funnelPeople: async query => folds.funnelPeople(query),
    funnelContrast: async query => folds.funnelContrast(query),
    retention: async query => folds.retention(query),
    retentionPeople: async query => folds.retentionPeople(query),
    trend: async query => folds.trend(query),
    trendPeople: async query => folds.trendPeople(query),
    paths: async query => folds.paths(query),
    pathPeople: async query => folds.pathPeople(query),
    compareGroups: async query => folds.compareGroups(query),
    groupsContrast: async query => folds.groupsContrast(query),
    firstDeed: async project => folds.firstDeed(project),
    stepChoices: async query => folds.stepChoices(query),
  }
}
