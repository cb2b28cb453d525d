import { Worker } from 'node:worker_threads'
import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import { workerFile } from '../../root.ts'
import type { JudgeAnswer, JudgedSession, JudgeTask } from './protocol.ts'

/** A thread that judges; started with its first task, and again when it failed. */
export class JudgingThread {
  #worker: Worker | null = null
  #waiting = new Map<number, { resolve: (answer: JudgeAnswer) => void; reject: (error: Error) => void }>()
  #nextId = 1

  async judge(rules: FrustrationRules, sessions: JudgedSession[]): Promise<(Grievance[] | null)[]> {
    this.#worker ??= this.#start()
    const worker = this.#worker
    const id = this.#nextId++
    const answer = await new Promise<JudgeAnswer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      worker.postMessage({ id, rules, sessions } satisfies JudgeTask)
    })
    return answer.found
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(workerFile('thread', import.meta.url))
    const ended = (error: Error) => {
      if (this.#worker === worker) this.#worker = null
      for (const { reject } of this.#waiting.values()) reject(error)
      this.#waiting.clear()
    }
    worker.on('message', (answer: JudgeAnswer) => {
      this.#waiting.get(answer.id)?.resolve(answer)
      this.#waiting.delete(answer.id)
    })
    worker.on('error', ended)
    worker.on('exit', code => ended(new Error(`The judging thread ended with code ${code}.`)))
    return worker
  }
}
