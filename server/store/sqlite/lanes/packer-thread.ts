/** Makes lanes of what was stored, beside the writer and the readers, and never faster than they can bear. */
import { parentPort, workerData } from 'node:worker_threads'
import { standBack } from '../../../stand-back.ts'
import { closeFiles, openForReading } from '../connection.ts'
import type { Greeting, ThreadData } from '../protocol.ts'
import { openLanesForWriting } from './lanes-file.ts'
import { columnPacker, packer } from './pack.ts'

/** A slice is 65,536 events: there is seldom something to do. */
const LOOK_MS = 2_000
/** After a slice it rests for so many times as long as that took. */
const REST = 2

const port = parentPort!
const { folder }: ThreadData = workerData
standBack()
const files = openForReading(folder)
const lanes = openLanesForWriting(folder)
const packOne = packer(files.facts, lanes)
const packColumns = columnPacker(files.facts, lanes)

let timer = setTimeout(work, LOOK_MS)

function work(): void {
  const begun = performance.now()
  const more = packOne()
  if (!more) packColumns()
  timer = setTimeout(work, more ? REST * (performance.now() - begun) : LOOK_MS)
}

port.on('message', () => {
  clearTimeout(timer)
  lanes.close()
  closeFiles(files)
  port.close()
})
port.postMessage('ready' satisfies Greeting)
