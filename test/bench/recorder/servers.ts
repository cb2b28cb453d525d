// Two origins on loopback: pages with the recorders' files, and a sink that answers as each vendor's endpoint does.

import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { bigPage } from './pages/big.ts'

export interface Upload {
  run: string
  at: number
  method: string
  path: string
  body: Buffer
}

const HERE = import.meta.dirname
const POSTHOG = {
  token: 'phc_bench',
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  captureDeadClicks: false,
  capturePerformance: false,
  autocapture_opt_out: true,
  autocaptureExceptions: false,
  heatmaps: false,
  surveys: false,
  elementsChainAsString: true,
  sessionRecording: {
    endpoint: '/s/',
    consoleLogRecordingEnabled: false,
    recorderVersion: 'v2',
    sampleRate: null,
    minimumDurationMilliseconds: null,
    linkedFlag: null,
    networkPayloadCapture: null,
    urlTriggers: [],
    urlBlocklist: [],
    eventTriggers: [],
    scriptConfig: { script: 'lazy-recorder' },
  },
}

function answer(path: string): [type: string, body: string | Buffer] {
  const config = JSON.stringify(POSTHOG)
  if (/^\/array\/.*\/config\.js/.test(path)) {
    const script = `(window._POSTHOG_REMOTE_CONFIG ||= {}).phc_bench = { config: ${config}, siteApps: [] }`
    return ['text/javascript', script]
  }
  if (/^\/array\/.*\/config/.test(path)) return ['application/json', config]
  if (/^\/flags/.test(path)) return ['application/json', `{"flags":{},"featureFlags":{},${config.slice(1)}`]
  const file = /^\/static\/(?:[\d.]+\/)?([\w-]+\.js)/.exec(path)?.[1]
  if (file) return ['text/javascript', readFileSync(join(HERE, 'node_modules/posthog-js/dist', file))]
  if (path.startsWith('/clarity')) return ['text/plain', '']
  if (path.startsWith('/v1/recording')) return ['application/json', '{"outcome":"stored"}']
  if (path.startsWith('/v1/b')) return ['application/json', '{"success":true}']
  return ['application/json', '{"status":"Ok"}']
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
}

/** `files` are folders with scripts; the first that has one serves it. */
export async function startServers(files: string[]) {
  const uploads: Upload[] = []
  const sink = createServer((request, response) => {
    const [, run = '', path = ''] = /^\/r\/([^/]+)(\/.*)$/.exec(request.url ?? '') ?? []
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const method = request.method ?? ''
      uploads.push({ run, at: Date.now(), method, path, body: Buffer.concat(chunks) })
      const [type, body] = answer(path)
      response.writeHead(200, {
        'content-type': type,
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
        'access-control-allow-methods': 'GET, POST, PUT, OPTIONS',
      })
      response.end(method === 'OPTIONS' ? '' : body)
    })
  })
  const pages = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bench')
    const script = /^\/scripts\/(.+\.js)$/.exec(url.pathname)?.[1]
    const path = script && files.map(folder => join(folder, script)).find(existsSync)
    if (path) response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(path))
    else if (url.pathname === '/work') {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(readFileSync(join(HERE, 'pages/work.html')))
    } else if (url.pathname === '/big') {
      const nodes = Number(url.searchParams.get('nodes'))
      response.writeHead(200, { 'content-type': 'text/html' }).end(bigPage(nodes))
    } else if (url.pathname === '/other') {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>other</title><p>other page</p>')
    } else response.writeHead(404).end()
  })
  const [sinkOrigin, pageOrigin] = [await listen(sink), await listen(pages)]
  const stop = () => {
    for (const server of [sink, pages]) {
      server.closeAllConnections()
      server.close()
    }
  }
  return { uploads, sinkOrigin, pageOrigin, stop }
}

export type Servers = Awaited<ReturnType<typeof startServers>>
