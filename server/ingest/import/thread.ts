import { parentPort, workerData } from 'node:worker_threads'
import { splitRecording } from './split.ts'

/** Parsing a long recording takes seconds; it is done here, so that ingest does not wait. */
const bytes: unknown = workerData
if (!(bytes instanceof Uint8Array)) throw new Error('The import thread takes the bytes of a recording.')
parentPort?.postMessage(splitRecording(new TextDecoder().decode(bytes)))
