/**
 * The door for recordings: bytes -> stored, in order
 *
 *     head -> key -> switched on -> size -> coding -> age -> store
 *
 * It judges by the head and the first bytes only. What only unpacking reveals is found by derivation, which
 * sets the batch aside before anyone can be served it.
 */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { MAX_BATCH_BYTES, readBatchQuery, SESSION_MAX_MS } from '../../contract/batch.ts'
import { readBody } from './body.ts'
import type { Door } from './door.ts'
import { type Outcome, refuse } from './outcome.ts'
import { recordingIsOff } from './switch.ts'

const compress = promisify(gzip)

export async function receiveRecording(
  request: Request,
  door: Door,
): Promise<{ outcome: Outcome; project: string | null }> {
  const read = readBatchQuery(queryOf(request.url))
  if ('problem' in read) {
    return { project: null, outcome: refuse(read.problem, headMessage(read.problem, read.field)) }
  }
  const { writeKey, ...head } = read.head

  const project = door.keys.project(writeKey)?.id ?? null
  if (project === null) {
    return {
      project,
      outcome: refuse('unknown-key', 'No project has this write key. Copy it from Settings.'),
    }
  }
  if (await recordingIsOff(door.store, project)) {
    return { project, outcome: refuse('recording-off', 'Recording is switched off for this project.') }
  }

  const body = await readBody(request, MAX_BATCH_BYTES)
  if (body === 'too-large') {
    const limit = MAX_BATCH_BYTES / 1024 / 1024
    return { project, outcome: refuse('too-large', `A batch has at most ${limit} MiB; send smaller ones.`) }
  }
  if (body.byteLength === 0) {
    return { project, outcome: refuse('empty-body', 'The body is empty; send a gzipped JSON array.') }
  }
  const bytes = isGzip(body) ? body : isJsonArray(body) ? await compress(body) : null
  if (bytes === null) {
    return {
      project,
      outcome: refuse('not-gzip', 'The body is neither gzip nor a JSON array of rrweb events.'),
    }
  }
  if (head.to - head.startedAt > SESSION_MAX_MS) return { project, outcome: tooLong }

  const stored = await door.store.putBatch({
    project,
    head,
    bytes,
    receivedAt: door.now(),
    source: 'recorder',
  })
  return { project, outcome: stored === 'session-too-long' ? tooLong : { kind: stored } }
}

/** Cheaper than taking the whole address apart. */
function queryOf(url: string): URLSearchParams {
  const mark = url.indexOf('?')
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark))
}

const tooLong = refuse('session-too-long', 'A session lasts at most 24 hours; begin a new one.')

/** RFC 1952: magic bytes, and 8 for deflate, the only method there is. */
function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b && body[2] === 8
}

/** What browsers without CompressionStream send. */
function isJsonArray(body: Uint8Array): boolean {
  return body[0] === 0x5b
}

function headMessage(problem: 'missing-field' | 'bad-field' | 'unsupported-version', field: string): string {
  switch (problem) {
    case 'missing-field':
      return `The query has no "${field}".`
    case 'bad-field':
      return `"${field}" in the query is not of its form.`
    case 'unsupported-version':
      return 'This server does not know this wire version; update the server, or reload the page.'
  }
}
