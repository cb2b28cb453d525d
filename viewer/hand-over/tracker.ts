/** Where the project files its bugs. */
import { type Signal, signal } from '@preact/signals'
import type { Tracker } from '../../contract/tracker.ts'
import { bar } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { calls } from './calls.ts'

export interface TrackerKept {
  /** Undefined: not yet known. */
  tracker: Signal<Tracker | null | undefined>
  problem: Signal<string | null>
  ask(): Promise<void>
  /** Whether it was kept. */
  keep(tracker: Tracker | null): Promise<boolean>
}

export function createTrackerKept(): TrackerKept {
  const tracker = signal<Tracker | null | undefined>(undefined)
  const problem = signal<string | null>(null)
  const { project } = bar.peek()

  async function change(act: () => Promise<{ tracker: Tracker | null }>): Promise<boolean> {
    problem.value = null
    try {
      tracker.value = (await act()).tracker
      return true
    } catch (cause) {
      problem.value = wordsOf(cause)
      return false
    }
  }

  return {
    tracker,
    problem,
    ask: async () => {
      await change(() => calls.tracker(project))
    },
    keep: next => change(() => calls.keepTracker(next, project)),
  }
}
