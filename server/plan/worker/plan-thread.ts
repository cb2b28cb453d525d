import { Worker } from 'node:worker_threads'
import { workerFile } from '../../root.ts'
import type { Asked, Name, Reply } from './protocol.ts'

interface Waiting {
  resolve(answer: unknown): void
  reject(reason: Error): void
}

/** One thread for all judges and drafts, started with the first question; when it fails, they are gone. */
export class PlanThread {
  #worker: Worker | null = null
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  #judges = 0

  nextJudge(): number {
    this.#judges += 1
    return this.#judges
  }

  ask<N extends Name>(judge: number, name: N, args: Asked[N]['args']): Promise<Asked[N]['answer']> {
    this.#worker ??= this.#start()
    const worker = this.#worker
    this.#last += 1
    const task = { id: this.#last, judge, name, args }
    return new Promise<Asked[N]['answer']>((resolve, reject) => {
      this.#waiting.set(task.id, { resolve, reject })
      worker.postMessage(task)
    })
  }

  #start(): Worker {
    const worker = new Worker(workerFile('thread', import.meta.url))
    // It keeps nothing that would be lost, and need not be waited for at the end.
    worker.unref()
    const ended = (error: Error) => {
      if (this.#worker === worker) this.#worker = null
      for (const { reject } of this.#waiting.values()) reject(error)
      this.#waiting.clear()
    }
    worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if ('answer' in reply) waiting?.resolve(reply.answer)
      else waiting?.reject(new Error(reply.problem))
    })
    worker.on('error', ended)
    worker.on('exit', code => ended(new Error(`The thread that judges events ended with code ${code}.`)))
    return worker
  }
}
