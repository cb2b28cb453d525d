import type { RewriteStore } from '../rewrite-port.ts'
import { type State, sessionOf } from './state.ts'

export function memoryRewrite(state: State): RewriteStore {
  return {
    replaceBatch: async (tab, seq, bytes) => {
      const session = sessionOf(state, tab)
      const batch = session?.batches.find(one => one.head.tab === tab.tab && one.head.seq === seq)
      if (!session || !batch || batch.state === 'aside') return false
      batch.bytes = bytes
      batch.state = 'new'
      session.again = Date.now()
      state.revision += 1
      return true
    },
  }
}
