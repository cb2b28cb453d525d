import { Failure } from '../../../failure.ts'
import type { Answer, Arguments, ReadName } from '../protocol.ts'
import { startThread, type Thread } from '../thread.ts'

export interface ReaderPool {
  ask<N extends ReadName>(name: N, args: Arguments<N>): Promise<Answer<N>>
  close(): Promise<void>
}

/**
 * Questions of ingest and of derivation, each a look-up of few rows. They have a thread of their own, so that neither
 * waits while analysts keep all others busy.
 */
const LIGHT: ReadonlySet<ReadName> = new Set<ReadName>([
  'setting',
  'projects',
  'backlog',
  'session',
  'tabs',
  'tabBatches',
  'toDerive',
])

/** Each thread answers one heavy question at a time. */
export async function readerPool(folder: string, size: number): Promise<ReaderPool> {
  const threads = await Promise.all(
    Array.from({ length: size }, () => startThread<ReadName>('read/reader-thread', { folder, yields: true })),
  )
  const light = await startThread<ReadName>('read/reader-thread', { folder })
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
      if (LIGHT.has(name)) return light.ask(name, args)
      const thread = await take()
      return thread.ask(name, args).finally(() => giveBack(thread))
    },
    close: async () => {
      closed = true
      // Taking every thread waits for every question asked before.
      await Promise.all([light.close(), ...threads.map(async () => (await take()).close())])
    },
  }
}
