import { parentPort } from 'node:worker_threads'
import { maskTab, scanTab, type Task } from './task.ts'

const port = parentPort
if (!port) throw new Error('The thread of masking is started by its worker.')
port.on('message', (task: Task) => {
  try {
    const value = task.kind === 'mask' ? maskTab(task.rule, task.batches) : scanTab(task.batches)
    port.postMessage({ value })
  } catch (error) {
    port.postMessage({ problem: error instanceof Error ? error.message : String(error) })
  }
})
