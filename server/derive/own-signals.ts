import { VITALS } from '../../contract/facts.ts'
import { type Bag, list, number, text } from './read.ts'
import { type FailureKind, type Navigation, response, type Signal } from './signal.ts'

const NAVIGATIONS: readonly string[] = ['load', 'push', 'replace', 'pop', 'hash', 'restore']
const isNavigation = (value: unknown): value is Navigation => NAVIGATIONS.includes(String(value))
const FAILURES: readonly string[] = ['uncaught', 'rejection', 'resource', 'csp', 'console']
const isFailure = (value: unknown): value is FailureKind => FAILURES.includes(String(value))
const isCopy = (value: unknown): value is 'copy' | 'cut' | 'paste' =>
  value === 'copy' || value === 'cut' || value === 'paste'

/** One of our recorder's signals; null when the name or the payload is not known. */
export function ownSignal(name: string, from: Bag): Signal | null {
  switch (name) {
    case 'context':
      return { name, from }
    case 'navigation': {
      const href = text(from.href)
      if (href === undefined) return null
      const how = isNavigation(from.how) ? from.how : 'load'
      return { name, href, title: text(from.title) ?? '', how }
    }
    case 'console': {
      if (from.level !== 'error') return null
      const message = list(from.args).map(String).join(' ')
      return { name: 'failure', kind: 'console', message, stack: text(from.trace) }
    }
    case 'failure': {
      const kind = isFailure(from.kind) ? from.kind : 'uncaught'
      const message = text(from.message) ?? ''
      return { name, kind, message, source: text(from.source), stack: text(from.stack) }
    }
    case 'request':
      return {
        name,
        url: text(from.url) ?? '',
        method: text(from.method) ?? 'GET',
        kind: text(from.kind) ?? '',
      }
    case 'network':
      return response(from)
    case 'vital': {
      const vital = VITALS.find(one => one === from.name)
      const value = number(from.value)
      return vital && value !== undefined ? { name, vital, value } : null
    }
    case 'visibility':
      return { name, hidden: from.state === 'hidden' }
    case 'focus':
      return { name, focused: from.focused !== false }
    case 'clipboard':
      return isCopy(from.action) ? { name, action: from.action } : null
    case 'open':
      return { name, download: from.download === true }
    case 'print':
      return { name: 'open', download: false }
    case 'submit':
      return { name, node: number(from.node) ?? -1 }
    case 'zoom':
      return { name, scale: number(from.scale) ?? 1 }
    case 'document':
      return {
        name,
        width: number(from.width) ?? 0,
        height: number(from.height) ?? 0,
        scroller: number(from.scroller) ?? -1,
      }
    case 'capture':
      return { name, state: text(from.state) ?? '', missed: number(from.missed) ?? 0 }
    default:
      return null
  }
}
