import type { TabFacts } from '../../../contract/facts.ts'
import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'

/** What the judging thread is asked: these sessions, under these rules. */
export interface JudgeTask {
  id: number
  rules: FrustrationRules
  sessions: JudgedSession[]
}

/** Asked by what was kept of its tabs or, where that is of an older version, by their facts. */
export interface JudgedSession {
  traces: Uint8Array[]
  facts?: TabFacts[]
}

/** Of each session in turn what was found; null: what was kept cannot be read any more, its facts are needed. */
export interface JudgeAnswer {
  id: number
  found: (Grievance[] | null)[]
}
