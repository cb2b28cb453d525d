import { compress } from './compress.ts'
import { type Delivery, type Destination, deliver } from './deliver.ts'
import type { Parcel, Report } from './entry.ts'
import { openStore } from './store.ts'

export interface Outbox {
  post: (parcel: Parcel) => void
  /** The page is being left: `last` and whatever is not safe yet goes out now, or into the store. */
  leave: (last: Parcel[]) => void
  forget: () => void
}

/** Bytes of all `keepalive` requests under way that browsers allow an origin: 64 kB, less what others may use. */
const LEAVING_BYTES = 60_000

/** The page's side of delivery: a worker where allowed, the same code in the page otherwise. */
export function openOutbox(
  destination: Destination,
  onLost: (report: { lost: number; place: string }) => void,
  onFailure: (message: string) => void,
): Outbox {
  /** Handed over but not safe yet, by name. */
  const unsafe = new Map<string, Parcel>()
  const report = (said: Report) => {
    if ('stored' in said) unsafe.delete(said.stored)
    else if ('failed' in said) onFailure(said.failed)
    else onLost(said)
  }
  let worker: Worker | undefined
  let local: Promise<Delivery> | undefined
  const stayHere = () => {
    worker?.terminate()
    worker = undefined
    local ??= deliver(destination, report, openStore, compress)
    for (const parcel of unsafe.values()) tell('take', parcel)
  }
  const tell = (what: keyof Delivery, parcel?: Parcel) => {
    if (worker) worker.postMessage([what, parcel])
    else
      void local?.then(delivery =>
        what === 'take' && parcel ? delivery.take(parcel) : delivery[what](parcel!),
      )
  }
  try {
    const made = `(${deliver})(${JSON.stringify(destination)},r=>postMessage(r),${openStore},${compress})`
    const source = `let made=${made};onmessage=({data:[what,parcel]})=>made.then(d=>d[what](parcel))`
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    worker = new Worker(address)
    worker.onmessage = ({ data }) => report(data)
    // A content security policy that forbids blob: workers shows itself as an error event.
    worker.onerror = stayHere
  } catch {
    stayHere()
  }
  const store = openStore(destination.name)
  let opened: Awaited<typeof store> | undefined
  void store.then(ready => {
    opened = ready
  })

  return {
    post: parcel => {
      unsafe.set(parcel.name, parcel)
      tell('take', parcel)
    },
    leave: last => {
      for (const parcel of last) unsafe.set(parcel.name, parcel)
      let budget = LEAVING_BYTES
      // Events first: they are small, and each is something the site asked to know.
      const parcels = [...unsafe.values()].sort((a, b) => (a.query ? 1 : 0) - (b.query ? 1 : 0))
      const events = parcels.filter(parcel => !parcel.query)
      for (const parcel of parcels) {
        const { name, query, text, events: count, first } = parcel
        // The request may not survive: the copy is found on the next visit, and stored once by the server.
        void opened?.put({ key: `${name}.${text.length}.${count}.${first ? 1 : 0}`, query, body: text })
      }
      const bodies = parcels
        .filter(parcel => parcel.query)
        .map((parcel): [string, string] => [`/v1/recording?${parcel.query}`, parcel.text])
      if (events.length) {
        const batch = events.map(parcel => parcel.text).join(',')
        bodies.unshift([
          '/v1/b',
          `{"writeKey":${JSON.stringify(destination.writeKey)},"batch":[${batch}],"sentAt":"${new Date().toISOString()}"}`,
        ])
      }
      for (const [path, body] of bodies) {
        const bytes = new Blob([body]).size
        if (bytes > budget) continue
        budget -= bytes
        fetch(destination.endpoint + path, {
          method: 'POST',
          body,
          keepalive: true,
          credentials: 'omit',
          headers: { 'content-type': 'text/plain' },
        }).catch(() => {
          // The copy in the store is sent on the next visit.
        })
      }
      unsafe.clear()
    },
    forget: () => {
      unsafe.clear()
      tell('forget')
    },
  }
}
