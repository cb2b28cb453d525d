/** What fails in the generated project: 40 different things, a few of them often. */
import type { Failure, FailureKind } from '../../../contract/facts.ts'

type Failing = Pick<Failure, 'kind' | 'message' | 'source' | 'status'>

const SCRIPTS = ['app', 'vendor', 'editor', 'charts']
const STATUSES = [500, 404, 403, 502, 401, 429, 503, 422, 400, 409, 504, 0]
const script = (i: number) => `https://app.example/assets/${SCRIPTS[i % SCRIPTS.length]!}.js`
const of = (kind: FailureKind, messages: string[]): Failing[] =>
  messages.map((message, i) => ({ kind, message, source: script(i) }))

const requests = STATUSES.map((status, i): Failing => {
  const path = `/api/${['reports', 'items', 'files', 'search'][i % 4]!}`
  const source = `https://app.example${path}`
  return { kind: 'request', message: `${i % 3 === 0 ? 'POST' : 'GET'} ${path} ${status}`, source, status }
})
const missing = ['logo.svg', 'font.woff2', 'chart.css', 'avatar.png', 'intro.mp4'].map((name): Failing => {
  const source = `https://cdn.example/${name}`
  return { kind: 'resource', message: `Could not load ${source}`, source }
})

/** The first ones happen most often. */
export const FAILING: Failing[] = interleaved(
  of('uncaught', [
    "TypeError: Cannot read properties of undefined (reading 'id')",
    'TypeError: report.rows is not iterable',
    'ReferenceError: Intercom is not defined',
    'RangeError: Maximum call stack size exceeded',
    "TypeError: Cannot read properties of null (reading 'focus')",
    'ResizeObserver loop completed with undelivered notifications.',
    'SyntaxError: Unexpected token < in JSON at position 0',
    'QuotaExceededError: The quota has been exceeded.',
  ]),
  requests,
  of('rejection', [
    'TypeError: Failed to fetch',
    'AbortError: The user aborted a request.',
    'ChunkLoadError: Loading chunk 12 failed.',
    'Error: Upgrade needed for this report',
    'Error: Request failed with status code 500',
    'TimeoutError: signal timed out',
  ]),
  missing,
  of('console', [
    'Warning: each child in a list should have a unique key',
    'Failed to save the draft',
    'Slow network detected',
    'Deprecated: session storage is full',
    'Chart has no data',
    'Could not parse the date',
  ]),
  of('csp', [
    "Refused to load https://ads.example/tag.js: script-src 'self'",
    "Refused to connect to https://track.example: connect-src 'self'",
    "Refused to apply inline style: style-src 'self'",
  ]),
)

function interleaved<T>(...lists: T[][]): T[] {
  const most = Math.max(...lists.map(list => list.length))
  return Array.from({ length: most }, (_, i) => lists.flatMap(list => list.slice(i, i + 1))).flat()
}
