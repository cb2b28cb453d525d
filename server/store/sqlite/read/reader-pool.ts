import { Failure } from '../../../failure.ts'
import { tooSlow } from '../functions/patience.ts'
import type { Answer, Arguments, ReadName } from '../protocol.ts'
import { startThread, type Thread } from '../thread.ts'
import { limitOf, PATIENCE } from './limits.ts'

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

/**
 * Each thread answers one heavy question at a time. One that takes too long is ended by the thread itself; a thread that
 * does not come to it is ended, and another takes its place: what waits is asked of that one.
 */
export async function readerPool(
  folder: string,
  size: number,
  { limitMs, graceMs } = PATIENCE,
): Promise<ReaderPool> {
  const start = () => startThread<ReadName>('read/reader-thread', { folder, yields: true, limitMs })
  const threads = await Promise.all(Array.from({ length: size }, start))
  const light = await startThread<ReadName>('read/reader-thread', { folder })
  const idle = [...threads]
  const queue: ((thread: Thread<ReadName>) => void)[] = []
  let closed = false

  const take = () => {
    const thread = idle.pop()
    return thread ? Promise.resolve(thread) : new Promise<Thread<ReadName>>(resolve => queue.push(resolve))
  }
  const giveBack = async (used: Thread<ReadName>) => {
    // Where none can be started, those who ask are told so by the one that ended.
    const thread = used.hasEnded() ? await start().catch(() => used) : used
    const next = queue.shift()
    if (next) next(thread)
    else idle.push(thread)
  }
  const inTime = <N extends ReadName>(
    thread: Thread<ReadName>,
    name: N,
    args: Arguments<N>,
  ): Promise<Answer<N>> => {
    const limit = limitOf(name, limitMs)
    const timer = setTimeout(() => thread.stop(tooSlow(limit)), limit + graceMs)
    return thread.ask(name, args).finally(() => clearTimeout(timer))
  }

  return {
    ask: async <N extends ReadName>(name: N, args: Arguments<N>): Promise<Answer<N>> => {
      if (closed) throw new Failure('unavailable', 'The store is closed.')
      if (LIGHT.has(name)) return light.ask(name, args)
      const thread = await take()
      return inTime(thread, name, args).finally(() => void giveBack(thread))
    },
    close: async () => {
      closed = true
      // Taking every thread waits for every question asked before.
      await Promise.all([light.close(), ...threads.map(async () => (await take()).close())])
    },
  }
}
