/**
 * Exports as this browser keeps them (IndexedDB), so that one outlives a reload: what arrived in whole sessions, and the
 * place it goes on from. A part and its place are written together, or not at all.
 */

export interface KeptExport {
  id: string
  project: string | undefined
  /** Segment id; empty: everyone. */
  segment: string
  name: string
  startedAt: number
  state: 'running' | 'stopped' | 'done'
  done: number
  sessions: number
  bytes: number
  /** Of how many parts it is made. */
  parts: number
  /** Where it goes on; empty: at the beginning. */
  cursor: string
  problem: string | null
}

const EXPORTS = 'exports'
const PARTS = 'parts'
let opening: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((done, fail) => {
    const asked = indexedDB.open('segreel-exports', 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(EXPORTS, { keyPath: 'id' })
      asked.result.createObjectStore(PARTS, { keyPath: ['id', 'part'] })
    }
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error)
  })
  return opening
}

/** `part`: what arrived since the one before; null when only the state changed. */
export async function putExport(kept: KeptExport, part: Blob | null): Promise<void> {
  const change = (await open()).transaction([EXPORTS, PARTS], 'readwrite')
  change.objectStore(EXPORTS).put(kept)
  if (part) change.objectStore(PARTS).put({ id: kept.id, part: kept.parts - 1, blob: part })
  await finished(change)
}

/** Newest first. */
export async function keptExports(): Promise<KeptExport[]> {
  const asked = (await open()).transaction(EXPORTS).objectStore(EXPORTS).getAll()
  const all: KeptExport[] = await answered(asked)
  return all.sort((a, b) => b.startedAt - a.startedAt)
}

/** Its parts as one; blobs stay on the disk until somebody reads them. */
export async function fileOf(id: string): Promise<Blob> {
  const asked = (await open()).transaction(PARTS).objectStore(PARTS).getAll(within(id))
  const parts: { blob: Blob }[] = await answered(asked)
  return new Blob(
    parts.map(part => part.blob),
    { type: 'application/x-ndjson' },
  )
}

export async function forgetExport(id: string): Promise<void> {
  const change = (await open()).transaction([EXPORTS, PARTS], 'readwrite')
  change.objectStore(EXPORTS).delete(id)
  change.objectStore(PARTS).delete(within(id))
  await finished(change)
}

function within(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER])
}

function answered<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error)
  })
}

function finished(change: IDBTransaction): Promise<void> {
  return new Promise((done, fail) => {
    change.oncomplete = () => done()
    change.onabort = () => fail(change.error)
  })
}
