/**
 * The read API as the viewer knows it, out of memory: for what a real server shows only by chance (failures,
 * waiting, every kind of row). Serves the built viewer, too.
 */

import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import type { Explanation, RecordedTab, Session, SessionDetail } from '../../contract/api.ts'
import type { Found } from '../../contract/found.ts'
import { PERMISSION_NAMES } from '../../contract/roles.ts'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { checkSegment } from '../../contract/segment/check.ts'
import { type Kept, NOTHING_KEPT } from '../../contract/watching.ts'
import { earlyTags } from '../../server/site/early.ts'
import { withAssets } from '../../server/site/policy.ts'
import { withHead } from '../../server/site/site.ts'

const DIST = join(import.meta.dirname, '../../dist/viewer')
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

export interface FakeData {
  sessions: SessionDetail[]
  /** By `session tab seq`. */
  batches: Map<string, RecordedEvent[]>
  segments: {
    id: string
    name: string
    description: string
    definition: unknown
    createdAt: number
    updatedAt: number
  }[]
  events: unknown[]
  /** Paths (prefixes) that answer with this status. */
  failing: Map<string, number>
  /** Origins whose assets replays may fetch. */
  assets?: string[]
  /** Every /api path asked for, in order. */
  asked: string[]
}

export interface Fake {
  origin: string
  data: FakeData
  close(): Promise<void>
}

export async function startFake(data: FakeData): Promise<Fake> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    if (!url.pathname.startsWith('/api/')) {
      const file = join(DIST, url.pathname)
      response.setHeader('content-type', TYPES[extname(file)] ?? 'text/html')
      const policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self' blob: data:; connect-src 'self'"
      response.setHeader('content-security-policy', withAssets(policy, data.assets ?? []))
      if (extname(file) && existsSync(file)) createReadStream(file).pipe(response)
      else pageAt(url).then(page => response.end(page))
      return
    }
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      data.asked.push(`${request.method} ${url.pathname}${url.search}`)
      const [status, answer] = answerTo(data, request.method ?? 'GET', url, body)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer))
    })
  })
  await listening(server)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    data,
    close: () =>
      new Promise(done => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

async function pageAt(url: URL): Promise<string> {
  return withHead(await readFile(join(DIST, 'index.html'), 'utf8'), await earlyTags(url))
}

function listening(server: Server): Promise<void> {
  return new Promise(done => server.listen(0, '127.0.0.1', done))
}

function answerTo(data: FakeData, method: string, url: URL, body: string): [number, unknown] {
  const path = url.pathname.slice('/api/'.length)
  for (const [prefix, status] of data.failing) {
    if (path.startsWith(prefix)) return [status, { error: { code: 'broken', message: 'The disk is full.' } }]
  }
  const [what, id, part] = path.split('/')
  const session = data.sessions.find(one => one.id === id)
  switch (what) {
    case 'me':
    case 'sign-in':
    case 'sign-out':
      return [200, { role: 'owner', name: 'Admin', email: null, may: PERMISSION_NAMES }]
    case 'projects':
      return list([
        {
          id: 'shop',
          name: 'Demo shop',
          writeKey: 'wk_demo',
          createdAt: 0,
          sample: false,
          sessions: data.sessions.length,
        },
      ])
    case 'sample':
      return [200, { state: 'absent', done: 0, total: 0 }]
    case 'ingest':
      return list([
        { kind: 'recording', outcome: 'stored', reason: '', count: 1204, lastAt: Date.now() - 4000 },
        {
          kind: 'recording',
          outcome: 'refuse',
          reason: 'unsupported-version',
          count: 3,
          lastAt: Date.now() - 90_000,
        },
      ])
    case 'events':
      return list(data.events)
    case 'suggest':
      return list([
        { value: 'Order Completed', count: 812 },
        { value: 'Product Viewed', count: 5120 },
      ])
    case 'mentions':
      return list([{ email: 'ada@shop.example', name: 'Ada King' }])
    case 'settings':
      if (id === 'assets' && method === 'PUT') data.assets = JSON.parse(body).origins
      return id === 'assets' ? [200, { origins: data.assets ?? [] }] : [404, {}]
    case 'labels':
    case 'playlists':
      return list([])
    case 'queue':
      return list(data.sessions.slice(0, 3).map(one => ({ ...one, reason: 'On a phone' })))
    case 'segments':
      return segments(data, method, id, body)
    case 'sessions': {
      if (!id) return sessions(data, url)
      if (id === 'why') {
        const { sessions: asked } = JSON.parse(body)
        const found = data.sessions.filter(one => asked.includes(one.id))
        return list(found.map(one => ({ session: one.id, why: why(one) })))
      }
      if (id === 'found') return list(found(data, url))
      if (!session) return [404, { error: { code: 'not-found', message: 'There is no such session.' } }]
      if (part === 'why') return [200, why(session)]
      if (part === 'kept' || part === 'watched') return [200, keep(session, JSON.parse(body))]
      if (part === 'notes' || part === 'segments') return list([])
      if (part === 'frustrations') {
        const at = session.startedAt + 9000
        return list([{ kind: 'rage', at, sentence: 'Pressed “Apply coupon” 6 times within 2 seconds' }])
      }
      if (part === 'tabs') {
        const [, , , tab, , seq] = path.split('/')
        return [200, data.batches.get(`${id} ${tab} ${seq}`) ?? []]
      }
      return [200, session]
    }
    default:
      return [404, { error: { code: 'not-found', message: 'There is no such address.' } }]
  }
}

function sessions(data: FakeData, url: URL): [number, unknown] {
  const limit = Number(url.searchParams.get('limit') ?? 50)
  const from = Number(url.searchParams.get('cursor') ?? 0)
  const rows: Session[] = data.sessions.slice(from, from + limit)
  const next = from + limit < data.sessions.length ? String(from + limit) : null
  return [200, { items: rows, next, total: data.sessions.length }]
}

function found(data: FakeData, { searchParams }: URL): Found[] {
  const ids = searchParams.get('sessions')?.split(',') ?? []
  const words = `Somebody said ${searchParams.get('text')} here`
  return data.sessions
    .filter(one => ids.includes(one.id))
    .map(one => ({ session: one.id, in: 'click', at: 4000, words }))
}

function keep(
  session: SessionDetail,
  change: { star?: boolean; watched?: boolean; addLabel?: string },
): Kept {
  const before = session.kept ?? NOTHING_KEPT
  const watched = change.watched ? [{ name: 'Admin', at: Date.now(), mine: true }] : []
  session.kept = {
    ...before,
    star: change.star ?? before.star,
    labels: [...before.labels, ...(change.addLabel === undefined ? [] : [change.addLabel])],
    watched: change.watched === undefined ? before.watched : watched,
  }
  return session.kept
}

function segments(data: FakeData, method: string, id: string | undefined, body: string): [number, unknown] {
  if (id === 'preview') {
    const part = data.sessions.slice(0, Math.ceil(data.sessions.length / 3))
    const counts = {
      sessions: part.length,
      persons: part.length,
      ofSessions: data.sessions.length,
      ofPersons: 80,
    }
    return [200, { ...counts, examples: part.slice(0, 10), notices: [] }]
  }
  const at = data.segments.findIndex(one => one.id === id)
  const found = data.segments[at]
  if (method === 'GET') return id ? (found ? [200, found] : gone()) : list(data.segments)
  if (method === 'DELETE') {
    data.segments.splice(at, 1)
    return [200, {}]
  }
  const input = JSON.parse(body)
  const checked = checkSegment(input.definition)
  if ('problems' in checked) {
    return [
      400,
      { error: { code: 'bad-segment', message: 'This is no segment.', problems: checked.problems } },
    ]
  }
  const now = Date.now()
  const segment = {
    description: '',
    ...input,
    id: id ?? `seg${data.segments.length}`,
    createdAt: now,
    updatedAt: now,
  }
  if (found) data.segments[at] = segment
  else data.segments.push(segment)
  return [200, segment]
}

function why({ id, startedAt }: SessionDetail): Explanation {
  const leaf = {
    at: 'where.of[0]',
    holds: true,
    sentence: 'did Order Completed at least 1 time: 2 times',
    evidence: [{ at: startedAt + 4000, label: 'Order Completed', sessionId: id }],
    parts: [],
  }
  return { at: 'where', holds: true, sentence: 'all of these hold', evidence: [], parts: [leaf] }
}

function gone(): [number, unknown] {
  return [
    404,
    { error: { code: 'not-found', message: 'There is no such segment; it may have been deleted.' } },
  ]
}

function list(items: unknown[]): [number, unknown] {
  return [200, { items, next: null, total: items.length }]
}

/** One tab whose recording is cut into batches of so many events. */
export function recordedTab(
  id: string,
  events: RecordedEvent[],
  perBatch: number,
  facts: RecordedTab['facts'],
): RecordedTab {
  const batches = []
  for (let i = 0; i * perBatch < events.length; i++) {
    const part = events.slice(i * perBatch, (i + 1) * perBatch)
    batches.push({
      seq: i,
      from: part[0]?.timestamp ?? 0,
      to: part.at(-1)?.timestamp ?? 0,
      events: part.length,
      bytes: JSON.stringify(part).length,
      snapshot: part.some(event => event.type === 2),
    })
  }
  const [from, to] = [events[0]?.timestamp ?? 0, events.at(-1)?.timestamp ?? 0]
  return { id, from, to, lost: 0, gaps: [], batches, facts }
}
