/** The only thread that writes. Requests that wait together are committed together. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { closeFiles, openForWriting } from '../connection.ts'
import type { Down, Greeting, Reply, Request, ThreadData, WriteName } from '../protocol.ts'
import { compact } from '../remove/compact.ts'
import { asFailure, replyError } from '../reply.ts'
import { controlWrites } from './control-write.ts'
import { groupCommit } from './group-commit.ts'
import { factWrites, isCompaction, isControlWrite, isFactWrite } from './writer.ts'

/** Jobs per transaction, about: bounds its memory, and how long the first of them waits. */
const MOST_JOBS = 1_000

const port = parentPort!
const { folder }: ThreadData = workerData

try {
  serve()
} catch (error) {
  const failure = asFailure(error)
  if (!failure) throw error
  const { code, message, detail } = failure
  port.postMessage({ failure: { code, message, detail } } satisfies Greeting)
}

function serve() {
  const files = openForWriting(folder)
  const facts = factWrites(files)
  const commitFacts = groupCommit(files.facts, facts.handlers, facts.forget)
  const commitControl = groupCommit(files.control, controlWrites(files.control), () => {})

  port.on('message', (first: Down<WriteName>) => {
    for (let next: Down<WriteName> | undefined = first; next !== undefined; ) {
      const jobs: Request<WriteName>[] = []
      while (next !== undefined && next !== 'close' && jobs.length < MOST_JOBS) {
        jobs.push(...next)
        next = waiting()
      }
      const ofControl = jobs.filter(isControlWrite)
      const ofFacts = jobs.filter(isFactWrite)
      const replies: Reply[] = []
      if (ofControl.length > 0) replies.push(...commitControl(ofControl))
      if (ofFacts.length > 0) replies.push(...commitFacts(ofFacts))
      for (const { id } of jobs.filter(isCompaction)) {
        try {
          replies.push({ id, value: compact(files) })
          facts.forget()
        } catch (error) {
          replies.push(replyError(id, error))
        }
      }
      port.postMessage(replies)
      if (next === 'close') {
        closeFiles(files)
        port.close()
        return
      }
    }
  })
  port.postMessage('ready' satisfies Greeting)
}

function waiting(): Down<WriteName> | undefined {
  return receiveMessageOnPort(port)?.message
}
