import { Failure } from '../../failure.ts'
import type { Answer, Arguments, ReadName } from './protocol.ts'
import { startThread, type Thread } from './thread.ts'

export interface ReaderPool {
  ask<N extends ReadName>(name: N, args: Arguments<N>): Promise<Answer<N>>
  close(): Promise<void>
}

/** Each thread answers one question at a time, so that a light one never waits behind a heavy one by bad luck. */
export async function readerPool(folder: string, size: number): Promise<ReaderPool> {
  const threads = await Promise.all(
    Array.from({ length: size }, () => startThread<ReadName>('reader-thread', { folder })),
  )
  const idle: Thread<ReadName>[] = [...threads]
  const queue: ((thread: Thread<ReadName>) => void)[] = []
  let closed = false

  const take = () => {
    const thread = idle.pop()
    return thread ? Promise.resolve(thread) : new Promise<Thread<ReadName>>(resolve => queue.push(resolve))
  }
  const giveBack = (thread: Thread<ReadName>) => {
    const next = queue.shift()
    if (next) next(thread)
    else idle.push(thread)
  }

  return {
    ask: async <N extends ReadName>(name: N, args: Arguments<N>): Promise<Answer<N>> => {
      if (closed) throw new Failure('unavailable', 'The store is closed.')
      const thread = await take()
      return thread.ask(name, args).finally(() => giveBack(thread))
    },
    close: async () => {
      closed = true
      // Taking every thread waits for every question asked before.
      await Promise.all(threads.map(async () => (await take()).close()))
    },
  }
}
