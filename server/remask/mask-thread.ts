import { Worker } from 'node:worker_threads'
import type { RemaskInput } from '../../contract/masking.ts'
import { workerFile } from '../root.ts'
import type { FoundLeak } from './leaks.ts'
import type { Masked, StoredBytes, Task } from './task.ts'

/** One thread for masks and scans, started with the first; one tab after another. */
export class MaskThread {
  #worker: Worker | null = null
  #queue: Promise<unknown> = Promise.resolve()

  mask(rule: RemaskInput, batches: StoredBytes[]): Promise<Masked> {
    return this.#ask<Masked>({ kind: 'mask', rule, batches })
  }

  scan(batches: StoredBytes[]): Promise<FoundLeak[]> {
    return this.#ask<FoundLeak[]>({ kind: 'scan', batches })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = null
  }

  #ask<T>(task: Task): Promise<T> {
    const answer = this.#queue.then(() => this.#run<T>(task))
    // The next one runs whatever became of this one, whose caller hears of it.
    this.#queue = answer.catch(() => undefined)
    return answer
  }

  #run<T>(task: Task): Promise<T> {
    this.#worker ??= new Worker(workerFile('thread', import.meta.url))
    const worker = this.#worker
    worker.unref()
    return new Promise((resolve, reject) => {
      const done = () => {
        worker.removeAllListeners('message')
        worker.removeAllListeners('error')
      }
      worker.once('message', (answer: { value: T } | { problem: string }) => {
        done()
        if ('value' in answer) resolve(answer.value)
        else reject(new Error(answer.problem))
      })
      worker.once('error', error => {
        done()
        this.#worker = null
        reject(error)
      })
      worker.postMessage(task)
    })
  }
}
