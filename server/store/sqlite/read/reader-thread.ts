/** Answers questions from a consistent view of the files, and cannot write. */
import { parentPort, type Transferable, workerData } from 'node:worker_threads'
import { standBack } from '../../../stand-back.ts'
import { closeFiles, openForReading } from '../connection.ts'
import { answerWithin } from '../functions/patience.ts'
import { answering } from '../lanes/answering.ts'
import type { Down, Greeting, ReadName, Reply, Request, ThreadData } from '../protocol.ts'
import { replyError, run } from '../reply.ts'
import { limitOf, PATIENCE } from './limits.ts'
import { reads } from './reader.ts'

const port = parentPort!
const { folder, yields, limitMs = PATIENCE.limitMs }: ThreadData = workerData
if (yields) standBack()
const files = openForReading(folder, yields ? 'questions' : 'lookUps')
const segments = answering(files.facts, files.lanes)
const handlers = reads(files, segments)
const seenAtOnce = files.facts.transaction(
  files.lanes.transaction((request: Request<ReadName>) => run(handlers, request)),
)

port.on('message', (down: Down<ReadName>) => {
  if (down === 'close') {
    closeFiles(files)
    port.close()
    return
  }
  const replies = down.map(request =>
    // One transaction: everything an answer is made of is seen at one moment.
    answer(request.id, () => answerWithin(limitOf(request.name, limitMs), () => seenAtOnce(request))),
  )
  port.postMessage(
    replies,
    replies.flatMap(reply => ('value' in reply ? buffersOf(reply.value) : [])),
  )
})
port.postMessage('ready' satisfies Greeting)
// The first question after a start should not be the slow one.
if (yields) setImmediate(warm)

function warm(): void {
  if (!files.facts.open) return
  try {
    files.facts.transaction(segments.warm)()
  } catch {
    // What fails here fails again with the first question, which is told why.
  }
}

function answer(id: number, work: () => unknown): Reply {
  try {
    return { id, value: work() }
  } catch (error) {
    return replyError(id, error)
  }
}

/** Recorded bytes travel without a copy; a view into a larger buffer cannot. */
function buffersOf(value: unknown): Transferable[] {
  if (value instanceof Uint8Array) return isWhole(value) ? [value.buffer] : []
  if (typeof value === 'object' && value !== null && 'bytes' in value) return buffersOf(value.bytes)
  if (!Array.isArray(value)) return []
  return value.flatMap(one => (one?.bytes instanceof Uint8Array ? buffersOf(one.bytes) : []))
}

function isWhole(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
}
