import type { Store } from '../port.ts'
import { memoryControl } from './control.ts'
import { memoryFacts } from './facts.ts'
import { emptyState } from './state.ts'

/** The oracle: slow, plain, and by definition right. Keeps nothing when the process ends. */
export function openMemory(): Store {
  const state = emptyState()
  return { ...memoryFacts(state), ...memoryControl(state), close: async () => {} }
}
