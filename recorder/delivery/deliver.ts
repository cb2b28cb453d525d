import type { compress as Compress } from './compress.ts'
import type { Entry, Parcel, Report } from './entry.ts'
import type { openStore as OpenStore } from './store.ts'

export interface Delivery {
  take: (parcel: Parcel) => Promise<void>
  /** Sends what waits, also what earlier pages and other tabs left. */
  flush: () => void
  /** Throws away what waits; nothing is sent after it. */
  forget: () => Promise<unknown>
}

export interface Destination {
  /** Origin of the server. */
  endpoint: string
  writeKey: string
  /** Name of the store and of the lock. */
  name: string
}

/**
 * Keeps parcels until the server has acknowledged them. Runs in a worker as source text, or in the page where
 * a worker is forbidden: it must refer to nothing outside itself.
 */
export async function deliver(
  destination: Destination,
  report: (report: Report) => void,
  openStore: typeof OpenStore,
  compress: typeof Compress,
): Promise<Delivery> {
  /** Bytes of events in one request: the server's limit is 512 kB. */
  const eventBytes = 400_000
  /** ms to the first repetition; doubled up to the longest, and spread so that visitors do not come back as one. */
  const firstWait = 1_000
  const longestWait = 300_000
  /** ms after which an unanswered request counts as failed. */
  const patience = 30_000
  const store = await openStore(destination.name)
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending = false
  let again = false
  let forgotten = false

  const place = (key: string) => key.split('.')[2] ?? ''
  const size = (key = '') => Number(key.split('.')[3])
  const count = (key: string) => Number(key.split('.')[4])
  const giveUp = (keys: string[]) => {
    for (const key of keys) report({ lost: count(key), place: place(key) })
  }

  const request = (entries: Entry[]): [path: string, body: string | ArrayBuffer] => {
    const [{ query, body } = { body: '' }] = entries
    if (query) return [`/v1/recording?${query.replace(/sent=\d+/, `sent=${Date.now()}`)}`, body]
    const events = entries.map(entry => entry.body).join(',')
    const sentAt = new Date().toISOString()
    return [
      '/v1/b',
      `{"writeKey":${JSON.stringify(destination.writeKey)},"batch":[${events}],"sentAt":"${sentAt}"}`,
    ]
  }

  /** ms to wait before these are tried again; 0: they are settled, `lost` when the server refused them. */
  const send = async (entries: Entry[]): Promise<{ wait: number; lost?: boolean }> => {
    const [path, body] = request(entries)
    const backoff = Math.min(longestWait, firstWait * 2 ** failures) * (0.5 + Math.random() / 2)
    try {
      const response = await fetch(destination.endpoint + path, {
        method: 'POST',
        body: typeof body === 'string' ? body : new Blob([body]),
        // Without a type a Blob sends none; with text/plain there is no preflight.
        headers: { 'content-type': 'text/plain' },
        credentials: 'omit',
        signal: AbortSignal.timeout(patience),
      })
      const { status } = response
      if (status === 408 || status === 429 || status >= 500) {
        const after = response.headers.get('retry-after') ?? ''
        const asked = Number(after) * 1_000 || Date.parse(after) - Date.now() || 0
        return { wait: Math.min(longestWait, Math.max(asked, backoff)) }
      }
      if (status >= 400) return { wait: 0, lost: true }
      // Something between us and the server may answer 200 with a page of its own.
      const answer: unknown = await response.json()
      const ours = typeof answer === 'object' && answer && ('outcome' in answer || 'success' in answer)
      return { wait: ours ? 0 : backoff }
    } catch {
      return { wait: backoff }
    }
  }

  const sendAll = async () => {
    while (!forgotten) {
      const keys = await store.keys()
      const chosen = keys.slice(0, 1)
      let bytes = size(keys[0])
      // Events share a request; a batch has its own.
      for (const key of keys[0]?.startsWith('e') ? keys.slice(1, 100) : []) {
        bytes += size(key)
        if (!key.startsWith('e') || bytes > eventBytes) break
        chosen.push(key)
      }
      if (!chosen.length) return
      const entries = (await Promise.all(chosen.map(store.get))).filter(entry => entry !== undefined)
      const { wait, lost } = entries.length ? await send(entries) : { wait: 0 }
      if (wait) {
        failures++
        clearTimeout(timer)
        timer = setTimeout(flush, wait)
        return
      }
      failures = 0
      await store.remove(chosen)
      if (lost) giveUp(chosen)
    }
  }

  /** One sender per origin: the tab that holds the lock sends for all. Web Locks exist on secure origins only. */
  const flush = () => {
    clearTimeout(timer)
    const locked = () =>
      navigator.locks ? navigator.locks.request(`${destination.name}-send`, sendAll) : sendAll()
    if (sending) {
      again = true
      return
    }
    sending = true
    void locked()
      // Locks are forbidden on opaque origins (sandboxed frames).
      .catch(sendAll)
      .catch(error => report({ failed: String(error) }))
      .then(() => {
        sending = false
        // What came in after the last look at the store.
        if (again && !failures) flush()
        again = false
      })
  }

  addEventListener('online', flush)
  flush()
  return {
    take: async parcel => {
      const body = parcel.query ? await compress(parcel.text) : parcel.text
      const bytes = typeof body === 'string' ? body.length : body.byteLength
      const key = `${parcel.name}.${bytes}.${parcel.events}.${parcel.first ? 1 : 0}`
      if (forgotten) return
      giveUp(await store.put({ key, query: parcel.query, body }))
      report({ stored: parcel.name })
      // A first failure sets the pace: what comes in meanwhile waits with the rest.
      if (!failures) flush()
    },
    flush,
    forget: () => {
      forgotten = true
      clearTimeout(timer)
      return store.clear()
    },
  }
}
