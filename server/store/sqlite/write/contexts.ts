import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

export interface Contexts {
  /** The key of the text, made when first met. What no event points to any more goes with the next compaction. */
  use(text: string): number
  /** The key of a text that is met again, else the text itself: most of what is unlike any other stays where it is. */
  share(text: string): number | string
  /** Keys may be those of rows that were undone. */
  forget(): void
}

/** Texts remembered of each sort; beyond, it starts over. */
const MOST = 20_000

export function contexts(db: Database): Contexts {
  const find = db
    .prepare<[number, string], number>('SELECT key FROM context WHERE mark = ? AND text = ?')
    .pluck()
  const add = db
    .prepare<[number, string], number>('INSERT INTO context (mark, text) VALUES (?, ?) RETURNING key')
    .pluck()
  const memory = new Map<string, number>()
  const once = new Set<string>()

  const use = (text: string): number => {
    const remembered = memory.get(text)
    if (remembered !== undefined) return remembered
    const mark = shortHash(text)
    const key = find.get(mark, text) ?? add.get(mark, text)!
    if (memory.size >= MOST) memory.clear()
    memory.set(text, key)
    return key
  }
  return {
    use,
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

/** 32 bits, signed: what SQLite holds in four bytes. */
export function shortHash(text: string): number {
  return Number.parseInt(hash('sha1', text, 'hex').slice(0, 8), 16) | 0
}
