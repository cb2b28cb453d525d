import type { Vital } from '../../contract/facts.ts'
import { type Bag, bag, firstNumber, firstText, isBag, number } from './read.ts'

/** What custom and plugin events say, ours and other recorders' alike. */
export type Signal =
  | { name: 'context'; from: Bag }
  | { name: 'navigation'; href: string; title: string; how: Navigation }
  | { name: 'failure'; kind: FailureKind; message: string; source?: string; stack?: string }
  | { name: 'request'; url: string; method: string; kind: string }
  | {
      name: 'response'
      url: string
      method: string
      kind: string
      status: number
      /** ms */
      duration: number
      error?: string
    }
  | { name: 'vital'; vital: Vital; value: number }
  | { name: 'visibility'; hidden: boolean }
  | { name: 'focus'; focused: boolean }
  | { name: 'clipboard'; action: 'copy' | 'cut' | 'paste' }
  | { name: 'open'; download: boolean }
  | { name: 'submit'; node: number }
  | { name: 'zoom'; scale: number }
  | { name: 'document'; width: number; height: number; scroller: number }
  | { name: 'capture'; state: string; missed: number }

export type Navigation = 'load' | 'push' | 'replace' | 'pop' | 'hash' | 'restore'
export type FailureKind = 'uncaught' | 'rejection' | 'resource' | 'csp' | 'console'

/** A finished request, under the names that our recorder, rrweb's network plugin and others use. */
export function response(from: Bag): Signal {
  const request = bag(from.request)
  const answer = bag(from.response)
  const started = firstNumber(from.startedAt, from.startTime, from.startTimestamp)
  const ended = firstNumber(from.endTime, from.responseEnd, from.endTimestamp)
  const error = firstText(from.error, bag(from.error).message)
  return {
    name: 'response',
    url: firstText(from.url, from.name, request.url, isBag(from.request) ? undefined : from.request) ?? '',
    method: firstText(from.method, request.method, 'GET') ?? 'GET',
    kind: firstText(from.kind, from.initiatorType, from.type) ?? '',
    status: firstNumber(from.status, from.responseStatus, from.statusCode, answer.status) ?? 0,
    duration: number(from.duration) ?? (started !== undefined && ended !== undefined ? ended - started : 0),
    ...(error === undefined ? {} : { error }),
  }
}
