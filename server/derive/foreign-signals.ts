import { type Bag, bag, firstText, list, number, text } from './read.ts'
import { type FailureKind, response, type Signal } from './signal.ts'

/** What other recorders put into custom and plugin events; the shapes are those of their public sources. */
export function foreignSignals(tag: string, payload: unknown): Signal[] {
  const from = bag(payload)
  if (tag.startsWith('rrweb/console')) return consoleSignals(from)
  if (tag.startsWith('rrweb/network')) return list(from.requests).flatMap(item => networkSignals(bag(item)))
  if (tag === 'breadcrumb') return breadcrumb(from)
  if (tag === 'performanceSpan') return performanceSpan(from)
  if (/^\$?(page_?view|url_changed|navigat(e|ion)|reload|route_?change)/i.test(tag)) {
    const href = firstText(payload, from.href, from.url, from.to, from.$current_url)
    return href === undefined ? [] : [navigation(href, firstText(from.title))]
  }
  if (/error|exception|reject|crash/i.test(tag)) return [thrown(tag, payload)]
  if (/^(console|log)/i.test(tag)) return consoleSignals(from)
  if (/network|request|fetch|xhr/i.test(tag) && ('status' in from || 'response' in from))
    return networkSignals(from)
  return []
}

const navigation = (href: string, title = ''): Signal => ({ name: 'navigation', href, title, how: 'push' })

/** `rrweb/console@1`: { level, trace, payload: [JSON texts] }; window errors arrive here as level error. */
function consoleSignals(from: Bag): Signal[] {
  if (from.level !== 'error' && from.level !== 'assert') return []
  const parts = list(from.payload ?? from.args ?? from.message)
  const message = parts.length > 0 ? parts.map(plain).join(' ') : plain(from.message ?? from.payload)
  const stack = list(from.trace).map(String).join('\n')
  return [{ name: 'failure', kind: kindOf(message), message, ...(stack === '' ? {} : { stack }) }]
}

/** The console plugin tells of what was thrown under the browser's own words. */
function kindOf(message: string): FailureKind {
  if (/^Uncaught \(in promise\)/.test(message)) return 'rejection'
  return /^Uncaught /.test(message) ? 'uncaught' : 'console'
}

function plain(value: unknown): string {
  const words = text(value)
  if (words === undefined) return firstText(bag(value).message) ?? JSON.stringify(value) ?? ''
  return words.startsWith('"') && words.endsWith('"') && words.length > 1 ? words.slice(1, -1) : words
}

/** A performance entry lists everything that loads; only what scripts ask for is a request. */
function networkSignals(from: Bag): Signal[] {
  const kind = firstText(from.initiatorType, from.kind, from.type) ?? 'fetch'
  return /fetch|xhr|xmlhttp|beacon/i.test(kind) ? [response(from)] : []
}

/** Sentry: { category, message, level, data: { from, to } }. */
function breadcrumb(from: Bag): Signal[] {
  const category = text(from.category) ?? ''
  const to = text(bag(from.data).to)
  if (category === 'navigation' && to !== undefined) return [navigation(to)]
  const isError = from.level === 'error' || from.level === 'fatal'
  if (category === 'console' && isError) {
    return [{ name: 'failure', kind: 'console', message: text(from.message) ?? '' }]
  }
  if (category === 'exception' || category === 'sentry.event' || category === 'replay.hydrate-error') {
    return [thrown(category, from)]
  }
  return []
}

/** Sentry: { op: 'resource.fetch', description: URL, startTimestamp, endTimestamp (s), data: { statusCode } }. */
function performanceSpan(from: Bag): Signal[] {
  const op = text(from.op) ?? ''
  const about = text(from.description) ?? ''
  if (op.startsWith('navigation.') && op !== 'navigation.navigate') return [navigation(about)]
  if (op !== 'resource.fetch' && op !== 'resource.xhr') return []
  const data = bag(from.data)
  const seconds = (number(from.endTimestamp) ?? 0) - (number(from.startTimestamp) ?? 0)
  return [response({ ...data, url: about, duration: seconds * 1000, kind: op.slice('resource.'.length) })]
}

function thrown(tag: string, payload: unknown): Signal {
  const from = bag(payload)
  const error = bag(from.error ?? from.exception ?? from.reason)
  const message =
    firstText(payload, from.message, error.message, from.error, from.reason, from.name, from.text) ?? tag
  const stack = firstText(from.stack, error.stack)
  const kind = /reject/i.test(`${tag} ${text(from.type) ?? ''}`) ? 'rejection' : 'uncaught'
  const source = firstText(from.source, from.filename, from.file)
  return { name: 'failure', kind, message, ...(stack ? { stack } : {}), ...(source ? { source } : {}) }
}
