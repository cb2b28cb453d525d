import type { Entry } from './entry.ts'

/** Keeps entries until they are acknowledged, over page loads where the browser allows. */
export interface Store {
  keys: () => Promise<string[]>
  get: (key: string) => Promise<Entry | undefined>
  /** Answers the keys that had to go to make room. */
  put: (entry: Entry) => Promise<string[]>
  remove: (keys: string[]) => Promise<unknown>
  clear: () => Promise<unknown>
}

/**
 * IndexedDB, else memory. Runs in the worker too, as source text: it must refer to nothing outside itself.
 */
export async function openStore(name: string): Promise<Store> {
  /** Bytes kept; oldest recording data goes first, a tab's first snapshot after it, events last. */
  const limit = 5 * 1024 * 1024
  const memory = new Map<string, Entry>()
  /** Bytes by key, as far as this context knows; other tabs' entries count from the last look. */
  let known: Map<string, number> | undefined

  const settle = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error)
    })
  const open = async (): Promise<IDBDatabase | undefined> => {
    try {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => request.result.createObjectStore('waiting', { keyPath: 'key' })
      return await settle(request)
    } catch {
      // Forbidden (private windows, sandboxed frames): what waits lives as long as the page.
      return undefined
    }
  }
  const database = await open()
  const entries = (mode: IDBTransactionMode) => database!.transaction('waiting', mode).objectStore('waiting')
  const size = (key: string) => Number(key.split('.')[3])
  const rank = (key: string) => (key[0] === 'e' ? 2 : key.endsWith('.1') ? 1 : 0)

  const keys = async (): Promise<string[]> => {
    const found = database
      ? (await settle(entries('readonly').getAllKeys())).map(String)
      : [...memory.keys()].sort()
    known = new Map(found.map(key => [key, size(key)]))
    return found
  }
  const remove = async (gone: string[]) => {
    for (const key of gone) known?.delete(key)
    if (!database) for (const key of gone) memory.delete(key)
    else if (gone.length) {
      const store = entries('readwrite')
      await Promise.all(gone.map(key => settle(store.delete(key))))
    }
  }
  const put = async (entry: Entry): Promise<string[]> => {
    if (!known) await keys()
    let total = size(entry.key)
    for (const bytes of known?.values() ?? []) total += bytes
    const gone: string[] = []
    if (total > limit) {
      const oldest = (await keys()).concat(entry.key).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
      total = oldest.reduce((sum, key) => sum + size(key), 0)
      for (const key of oldest) {
        if (total <= limit) break
        total -= size(key)
        gone.push(key)
      }
      await remove(gone)
    }
    if (gone.includes(entry.key)) return gone
    known?.set(entry.key, size(entry.key))
    if (!database) memory.set(entry.key, entry)
    else {
      try {
        await settle(entries('readwrite').put(entry))
      } catch {
        // The disk is full: without a copy the entry still gets its chance to be sent from memory.
        memory.set(entry.key, entry)
      }
    }
    return gone
  }
  return {
    keys: async () => [...new Set([...(await keys()), ...memory.keys()])].sort(),
    get: async key => memory.get(key) ?? (database ? settle(entries('readonly').get(key)) : undefined),
    put,
    remove: async gone => {
      for (const key of gone) memory.delete(key)
      await remove(gone)
    },
    clear: async () => {
      memory.clear()
      known = undefined
      if (database) await settle(entries('readwrite').clear())
    },
  }
}
