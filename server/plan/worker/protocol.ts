/** What the thread that judges events is asked. Several judges live in it, each known by a number. */
import type { PlanRule } from '../../../contract/plan.ts'
import type { EventRow } from '../../store/port.ts'
import type { Range } from '../findings.ts'
import type { Owner } from '../identities.ts'
import type { Found } from '../judge.ts'

export interface Asked {
  /** Makes a judge of these rules; `state`: as `state` answered for a judge of the same rules. */
  begin: { args: { rules: readonly PlanRule[]; state: Uint8Array | null }; answer: null }
  add: { args: { events: readonly EventRow[] }; answer: null }
  takeAgain: { args: object; answer: Owner[] }
  judgeAgain: { args: { events: readonly EventRow[] }; answer: null }
  found: {
    args: { range: Range; owners: ReadonlySet<string> | undefined }
    answer: { found: Found[]; events: number; cut: boolean }
  }
  state: { args: object; answer: Uint8Array }
  /** Begins a draft of a plan under the number of a judge. */
  beginDraft: { args: object; answer: null }
  addToDraft: { args: { events: readonly EventRow[] }; answer: null }
  draft: { args: object; answer: PlanRule[] }
  end: { args: object; answer: null }
}

export type Name = keyof Asked
export type Task = { [N in Name]: { id: number; judge: number; name: N; args: Asked[N]['args'] } }[Name]
export type Reply = { id: number } & ({ answer: Asked[Name]['answer'] } | { problem: string })
