/** A draft of a plan in the thread that judges events: folding all there are leaves others their turn. */
import type { PlanThread } from '../../plan/worker/plan-thread.ts'
import type { Asked } from '../../plan/worker/protocol.ts'
import type { Fold, Following } from './follower.ts'

type Of = 'draft' | 'end'

export interface RemoteDraft extends Fold {
  ask<N extends Of>(name: N, args: Asked[N]['args']): Promise<Asked[N]['answer']>
}

export function draftsOn(thread: PlanThread): Following<RemoteDraft> {
  return {
    begin: async () => {
      const number = thread.nextJudge()
      await thread.ask(number, 'beginDraft', {})
      const fold: RemoteDraft = {
        ask: (name, args) => thread.ask(number, name, args),
        add: async events => {
          await thread.ask(number, 'addToDraft', { events })
        },
      }
      return { fold, place: null, named: 0 }
    },
  }
}
