import { Worker } from 'node:worker_threads'
import { Failure } from '../../failure.ts'
import type { Answer, Arguments, Down, Name, Reply, Request, ThreadData, Up } from './protocol.ts'

/**
 * Messages before a thread: it works on one and finds the next when it is done. What is asked meanwhile waits here and
 * travels together, for each message costs more than what is in it.
 */
const AHEAD = 2
/**
 * MB V8 may give to young objects of a thread that only passes rows on. Left alone it doubles the space as long as
 * something survives, to 128 MB on a large machine, and keeps it: memory rises for many minutes of load.
 */
const YOUNG_MB = 24

interface Waiting {
  resolve(value: unknown): void
  reject(reason: Error): void
}

export interface Thread<N extends Name> {
  ask<K extends N>(name: K, args: Arguments<K>): Promise<Answer<K>>
  /** Whether it ended, and answers nothing more. */
  hasEnded(): boolean
  /** Ends it in the middle of what it does: what is asked of it fails with the reason. */
  stop(reason: Failure): void
  close(): Promise<void>
}

/** Starts `file` (its path from here, without its ending): TypeScript in a clone, JavaScript in the package. */
export async function startThread<N extends Name>(file: string, data: ThreadData): Promise<Thread<N>> {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  const worker = new Worker(new URL(`./${file}${ending}`, import.meta.url), {
    workerData: data,
    ...(data.yields ? {} : { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } }),
  })
  const waiting = new Map<number, Waiting>()
  let last = 0
  let gone: Failure | null = null
  let outbox: Request<N>[] = []
  /** The last request of each message that is not answered yet. */
  const posted: number[] = []
  const post = () => {
    const newest = outbox.at(-1)
    if (!newest) return
    worker.postMessage(outbox satisfies Down<N>)
    posted.push(newest.id)
    outbox = []
  }
  const postNext = () => {
    while (posted[0] !== undefined && !waiting.has(posted[0])) posted.shift()
    if (posted.length < AHEAD) post()
  }

  const end = (reason: Failure) => {
    gone ??= reason
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (up: Up) => {
      if (up === 'ready') resolve()
      else if (Array.isArray(up)) {
        for (const reply of up) settle(reply, waiting)
        postNext()
      } else reject(new Failure(up.failure.code, up.failure.message, up.failure.detail))
    })
    worker.on('error', error => {
      reject(error)
      end(new Failure('unavailable', `The store's ${file} failed: ${error.message}. Start Segreel again.`))
    })
    worker.once('exit', () => {
      reject(new Error(`${file} ended before it served.`))
      end(new Failure('unavailable', 'The store is closed.'))
    })
  })

  return {
    ask: <K extends N>(name: K, args: Arguments<K>) =>
      new Promise<Answer<K>>((resolve, reject) => {
        if (gone) return reject(gone)
        last += 1
        waiting.set(last, { resolve, reject })
        if (outbox.length === 0) setImmediate(postNext)
        outbox.push({ id: last, name, args })
      }),
    hasEnded: () => gone !== null,
    stop: reason => {
      end(reason)
      // In SQLite it goes on until this calls back.
      worker.unref()
      void worker.terminate()
    },
    close: async () => {
      post()
      if (!gone) worker.postMessage('close' satisfies Down<N>)
      await ended
    },
  }
}

function settle(reply: Reply, waiting: Map<number, Waiting>): void {
  const caller = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (!caller) return
  if ('value' in reply) caller.resolve(reply.value)
  else if ('failure' in reply) {
    caller.reject(new Failure(reply.failure.code, reply.failure.message, reply.failure.detail))
  } else {
    const error = new Error(reply.error.message)
    if (reply.error.stack) error.stack = reply.error.stack
    caller.reject(error)
  }
}
