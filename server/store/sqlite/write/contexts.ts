import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

export interface Contexts {
  /** The key of the text, made when first met. What no event points to any more goes with the next compaction. */
  use(text: string): number
  /** The same of a tab and the client it runs in, each null where there is none. */
  ofTab(tab: string | null, client: string | null): number | null
  /** The key of a text that is met again, else the text itself: most of what is unlike any other stays where it is. */
  share(text: string): number | string
  /** Keys may be those of rows that were undone. */
  forget(): void
}

/** Texts remembered of each sort; beyond, it starts over. */
const MOST = 20_000

export function contexts(db: Database): Contexts {
  const find = db
    .prepare<[number, string, number | null], number>(
      'SELECT key FROM context WHERE mark = ? AND text = ? AND client IS ?',
    )
    .pluck()
  const add = db
    .prepare<[number, string, number | null], number>(
      'INSERT INTO context (mark, text, client) VALUES (?, ?, ?) RETURNING key',
    )
    .pluck()
  const memory = new Map<string, number>()
  const once = new Set<string>()

  const use = (text: string, client: number | null = null): number => {
    const name = nameOf(text, client)
    const remembered = memory.get(name)
    if (remembered !== undefined) return remembered
    const mark = shortHash(name)
    const key = find.get(mark, text, client) ?? add.get(mark, text, client)!
    if (memory.size >= MOST) memory.clear()
    memory.set(name, key)
    return key
  }
  return {
    use: text => use(text),
    ofTab: (tab, client) =>
      tab === null && client === null ? null : use(tab ?? '', client === null ? null : use(client)),
    share: text => {
      if (memory.has(text) || once.delete(text)) return use(text)
      if (once.size >= MOST) once.clear()
      once.add(text)
      return text
    },
    forget: () => {
      memory.clear()
      once.clear()
    },
  }
}

/** By which a context is known. */
export function nameOf(text: string, client: number | null): string {
  return client === null ? text : `${client} ${text}`
}

/** 32 bits, signed: what SQLite holds in four bytes. */
export function shortHash(text: string): number {
  return Number.parseInt(hash('sha1', text, 'hex').slice(0, 8), 16) | 0
}
