import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Json, JsonObject } from '../../contract/event.ts'
import { portOf } from './port.ts'

/**
 * What happens to one request. `503` and `cut` are delivered first: the server has the events, the client does
 * not know. `429` is not delivered.
 */
export type Fault = 'none' | 'delivered-503' | 'delivered-cut' | 'slow' | '429'

const SLOW_MS = 1_200

export interface Wire {
  origin: string
  /** Bodies of the POSTs that reached the server, as the client sent them, in order. */
  bodies: JsonObject[]
  /** POSTs so far, delivered or not. */
  posts: () => number
  /** What happens to the next POSTs, one each; afterwards nothing. */
  plan: (faults: Fault[]) => void
  close: () => Promise<void>
}

/** A proxy between a client and the server that writes down and disturbs. */
export async function openWire(target: string): Promise<Wire> {
  const bodies: JsonObject[] = []
  let faults: Fault[] = []
  let posts = 0
  const server = createServer((from, to) => {
    void body(from).then(bytes => {
      if (from.method !== 'POST') return forward(target, from, bytes, answer => pass(answer, to))
      posts += 1
      const fault = faults.shift() ?? 'none'
      if (fault === '429') {
        const headers = {
          'retry-after': '1',
          'access-control-allow-origin': '*',
          'access-control-expose-headers': 'Retry-After',
        }
        return to.writeHead(429, headers).end('{"code":429,"error":"Too many requests"}')
      }
      bodies.push(parse(bytes))
      if (fault === 'slow')
        return setTimeout(() => forward(target, from, bytes, answer => pass(answer, to)), SLOW_MS)
      return forward(target, from, bytes, answer => {
        if (fault === 'none') return pass(answer, to)
        answer.resume()
        if (fault === 'delivered-cut') return to.destroy()
        to.writeHead(503, { 'access-control-allow-origin': '*' }).end()
      })
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    bodies,
    posts: () => posts,
    plan: given => {
      faults = [...given]
    },
    close: () => close(server),
  }
}

function forward(
  target: string,
  from: IncomingMessage,
  bytes: Buffer,
  answered: (answer: IncomingMessage) => void,
) {
  const to = new URL(from.url ?? '/', target)
  // The host stays that of the proxy, as the server builds addresses of it.
  const forwarded = request(to, { method: from.method, headers: from.headers }, answered)
  forwarded.end(bytes)
}

function pass(answer: IncomingMessage, to: ServerResponse): void {
  to.writeHead(answer.statusCode ?? 500, answer.headers)
  answer.pipe(to)
}

async function body(from: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of from) parts.push(part)
  return Buffer.concat(parts)
}

function parse(bytes: Buffer): JsonObject {
  const plain = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes
  const value: Json = JSON.parse(plain.toString())
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('Not an object.')
  return value
}

export function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(done => server.close(() => done()))
}
