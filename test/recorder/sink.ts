import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { type BatchHead, readBatchQuery } from '../../contract/batch.ts'
import { isRecordedEvent, type RecordedEvent } from '../../contract/rrweb.ts'

/** A batch as it arrived. */
export interface Arrived {
  head: BatchHead
  events: RecordedEvent[]
  bytes: number
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string
}

export interface Sink {
  origin: string
  batches: Arrived[]
  /** Analytics events, in order of arrival. */
  events: Record<string, unknown>[]
  /** Everything else the page asked for. */
  requests: string[]
  /** The project's settings. */
  settings: Record<string, unknown>
  /** Answers uploads in the server's place; undefined: as the server would. */
  answer: (path: string) => Answer | undefined | Promise<Answer | undefined>
  /** Pages by path; a page's headers with it. */
  pages: Map<string, { html: string; headers?: Record<string, string> }>
  close: () => Promise<void>
}

const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' }

/** Serves pages, the built recorder, and the endpoints a recorder talks to, in memory. */
export async function startSink(): Promise<Sink> {
  const stored = new Set<string>()
  const sink: Sink = {
    origin: '',
    batches: [],
    events: [],
    requests: [],
    settings: {},
    answer: () => undefined,
    pages: new Map(),
    close: () =>
      new Promise(done => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }

  const upload = async (request: IncomingMessage, url: URL): Promise<Answer> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const replaced = await sink.answer(url.pathname)
    if (replaced) return replaced
    const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8')
    if (url.pathname === '/v1/b') {
      for (const event of JSON.parse(text).batch) {
        if (stored.has(event.messageId)) continue
        stored.add(event.messageId)
        sink.events.push(event)
      }
      return { status: 200, body: '{"success":true}' }
    }
    const read = readBatchQuery(url.searchParams)
    if ('problem' in read)
      return { status: 400, body: `{"error":{"code":"${read.problem}","message":"${read.field}"}}` }
    const { head } = read
    const name = `${head.session} ${head.tab} ${head.seq}`
    const outcome = stored.has(name) ? 'duplicate' : 'stored'
    stored.add(name)
    const events: unknown[] = JSON.parse(text)
    if (outcome === 'stored')
      sink.batches.push({ head, events: events.filter(isRecordedEvent), bytes: bytes.length })
    return { status: 200, body: `{"outcome":"${outcome}"}` }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://sink')
    const send = (status: number, type: string, body: string | Buffer, headers = {}) =>
      response.writeHead(status, { ...CORS, 'content-type': type, ...headers }).end(body)
    if (request.method === 'POST') {
      const { status, headers, body } = await upload(request, url)
      send(status, headers?.['content-type'] ?? 'application/json', body ?? '', headers)
      return
    }
    sink.requests.push(`${request.method} ${url.pathname}`)
    const script = /^\/[\w-]+\.js$/.test(url.pathname) && existsSync(`dist/recorder${url.pathname}`)
    const page = sink.pages.get(url.pathname)
    if (script) send(200, 'text/javascript', readFileSync(`dist/recorder${url.pathname}`))
    else if (/^\/v1\/projects\/[^/]+\/settings$/.test(url.pathname)) {
      send(200, 'application/json', JSON.stringify({ integrations: {}, segreel: sink.settings }))
    } else if (page) send(200, 'text/html', page.html.replaceAll('SINK', sink.origin), page.headers)
    else send(404, 'text/plain', '')
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  sink.origin = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
  return sink
}
