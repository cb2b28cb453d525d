import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { workerFile } from '../../root.ts'
import type { DeriveAnswer, DeriveTask } from './protocol.ts'

/** Bytes of heap a thread may use before it is ended and what it worked on is set aside. */
const THREAD_HEAP_MB = 1024
/** For young objects: a few unpacked batches (store/sqlite/thread.ts says why there is a limit). */
const YOUNG_MB = 48

interface Thread {
  worker: Worker
  waiting: Map<number, { resolve: (answer: DeriveAnswer) => void; reject: (error: Error) => void }>
}

/** Derivation threads: one per spare core, at least one. A session always goes to the same thread. */
export class DerivePool {
  readonly size: number
  #threads: (Thread | null)[]
  #nextId = 1
  #closing = false

  constructor(size = Math.max(1, availableParallelism() - 1)) {
    this.size = size
    this.#threads = Array.from({ length: size }, () => null)
  }

  /** Rejects when the thread died of the task (out of memory, say); the next task gets a new thread. */
  run(threadNumber: number, task: Omit<DeriveTask, 'id'>): Promise<DeriveAnswer> {
    if (this.#closing) return Promise.reject(new Error('Derivation is closing.'))
    const slot = threadNumber % this.size
    this.#threads[slot] ??= this.#start(slot)
    const thread = this.#threads[slot]
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      thread.waiting.set(id, { resolve, reject })
      thread.worker.postMessage({ ...task, id } satisfies DeriveTask, [task.bytes.buffer])
    })
  }

  async close(): Promise<void> {
    this.#closing = true
    await Promise.all(this.#threads.map(thread => thread?.worker.terminate()))
  }

  #start(slot: number): Thread {
    const worker = new Worker(workerFile('thread', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    })
    const thread: Thread = { worker, waiting: new Map() }
    worker.on('message', (answer: DeriveAnswer) => {
      thread.waiting.get(answer.id)?.resolve(answer)
      thread.waiting.delete(answer.id)
    })
    const ended = (error: Error) => {
      if (this.#threads[slot] === thread) this.#threads[slot] = null
      for (const { reject } of thread.waiting.values()) reject(error)
      thread.waiting.clear()
    }
    worker.on('error', ended)
    worker.on('exit', code => ended(new Error(`The derivation thread ended with code ${code}.`)))
    return thread
  }
}
