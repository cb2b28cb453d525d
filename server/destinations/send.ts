import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { CLOSED_ADDRESS, isPublic, publicLookup } from './address.ts'
import type { Delivery } from './ledger.ts'
import type { Payload } from './payload.ts'

/** As Segment gives its webhooks. */
const TIMEOUT_MS = 5_000

/** Sends one request. Redirects are not followed: they would lead past the check of the address. */
export function send(to: URL, { body, headers }: Payload, allowPrivate: boolean): Promise<Delivery> {
  const host = to.hostname.replace(/^\[|\]$/g, '')
  // A name is checked when it is resolved; an address is not resolved.
  if (!allowPrivate && isIP(host) && !isPublic(host))
    return Promise.resolve({ kind: 'never', error: CLOSED_ADDRESS })
  const request = to.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise(done => {
    const later = (error: string) => done({ kind: error === CLOSED_ADDRESS ? 'never' : 'later', error })
    const sent = request(
      to,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(!allowPrivate && { lookup: publicLookup }),
      },
      answer => {
        answer.resume()
        answer.on('error', error => later(error.message))
        answer.on('end', () => done(judge(answer.statusCode ?? 0)))
      },
    )
    sent.on('error', error =>
      later(
        error.name === 'TimeoutError' || error.name === 'AbortError'
          ? 'No answer within 5 s.'
          : error.message,
      ),
    )
    sent.end(body)
  })
}

/** 408, 410, 429 and 5xx pass; other refusals would be the same tomorrow. */
function judge(status: number): Delivery {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  const passes = status === 408 || status === 410 || status === 429 || status >= 500
  return { kind: passes ? 'later' : 'never', error: `It answered ${status}.` }
}
