/**
 * Console, network and web vitals out of a recording: our own signals (contract/signals.ts), and the console
 * plugin that other rrweb recorders use. Recordings are untrusted: every field is looked at before use.
 */
import type { eventWithTime } from '@rrweb/types'
import { EventType } from '../../contract/rrweb.ts'
import { SIGNAL_PREFIX } from '../../contract/signals.ts'
import { duration } from '../ui/words.ts'
import type { Entry } from './entries.ts'

/** Longest text shown of one console line. */
const LINE_LIMIT = 2000

export function signalEntries(events: eventWithTime[], tab: string, clockOffset: number): Entry[] {
  return events.flatMap((event, i) => {
    const found = signalOf(event)
    if (!found) return []
    const { name, payload } = found
    const id = `${tab} ${name} ${event.timestamp} ${i}`
    const base = { id, at: event.timestamp, tab }
    if (name === 'console') return [{ ...base, ...consoleLine(payload) }]
    if (name === 'network') return [{ ...base, ...request(payload, clockOffset) }]
    if (name === 'vital') return [{ ...base, ...vital(payload) }]
    return []
  })
}

type Fields = Record<string, unknown>

function signalOf(event: eventWithTime): { name: string; payload: Fields } | null {
  const data: unknown = event.data
  if (!isFields(data)) return null
  if (event.type === EventType.Custom && typeof data.tag === 'string' && data.tag.startsWith(SIGNAL_PREFIX)) {
    return { name: data.tag.slice(SIGNAL_PREFIX.length), payload: isFields(data.payload) ? data.payload : {} }
  }
  if (event.type === EventType.Plugin && data.plugin === 'rrweb/console@1' && isFields(data.payload)) {
    const { level, payload, trace } = data.payload
    return { name: 'console', payload: { level, args: payload, trace } }
  }
  return null
}

function consoleLine({
  level,
  args,
  trace,
}: Fields): Pick<Entry, 'kind' | 'title' | 'note'> & Partial<Entry> {
  const title = (Array.isArray(args) ? args.map(String).join(' ') : '').slice(0, LINE_LIMIT) || '(empty)'
  const tone = level === 'error' || level === 'assert' ? 'bad' : level === 'warn' ? 'warn' : undefined
  const stack = Array.isArray(trace) ? trace.map(String).join('\n') : text(trace)
  return { kind: 'console', title, note: text(level), ...(tone && { tone }), ...(stack && { more: stack }) }
}

function request(payload: Fields, clockOffset: number): Pick<Entry, 'kind' | 'title'> & Partial<Entry> {
  const status = number(payload.status)
  const lasts = number(payload.duration)
  const started = number(payload.startedAt)
  const failed = status === 0 || status >= 400
  const bodies = [payload.requestBody, payload.responseBody].filter(body => typeof body === 'string')
  const more = [text(payload.url), text(payload.error), ...bodies].filter(Boolean).join('\n\n')
  return {
    kind: 'network',
    title: `${text(payload.method)} ${shortAddress(text(payload.url))}`,
    note: `${text(payload.kind)} · ${duration(lasts)}`,
    figure: status === 0 ? 'no answer' : String(status),
    lasts,
    more,
    ...(started > 0 && { at: started + clockOffset }),
    ...(failed && { tone: 'bad' as const }),
  }
}

function vital({ name, value, rating }: Fields): Pick<Entry, 'kind' | 'title'> & Partial<Entry> {
  const shown = name === 'CLS' ? number(value).toFixed(3) : duration(number(value))
  const tone = rating === 'poor' ? 'bad' : rating === 'needs-improvement' ? 'warn' : undefined
  return { kind: 'vital', title: `${text(name)} ${shown}`, note: text(rating), ...(tone && { tone }) }
}

function shortAddress(address: string): string {
  try {
    const url = new URL(address)
    return url.pathname + url.search
  } catch {
    return address
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
