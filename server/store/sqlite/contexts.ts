import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

export interface Contexts {
  /** The key of the text, made when first met, with one use more; a deleted event gives its uses back (a trigger). */
  use(text: string): number
  /** An event that stays points elsewhere now. */
  release(key: number): void
  /** Keys may be those of rows that were undone. */
  forget(): void
}

/** Texts remembered; beyond, it starts over. */
const MOST = 20_000

export function contexts(db: Database): Contexts {
  const find = db
    .prepare<[number, string], number>('SELECT key FROM context WHERE mark = ? AND text = ?')
    .pluck()
  const add = db
    .prepare<[number, string], number>(
      'INSERT INTO context (mark, uses, text) VALUES (?, 1, ?) RETURNING key',
    )
    .pluck()
  const more = db.prepare<[number]>('UPDATE context SET uses = uses + 1 WHERE key = ?')
  const less = db.prepare<[number]>('UPDATE context SET uses = uses - 1 WHERE key = ?')
  const drop = db.prepare<[number]>('DELETE FROM context WHERE key = ? AND uses <= 0')
  const memory = new Map<string, number>()

  const lookUp = (text: string): number => {
    const mark = shortHash(text)
    const found = find.get(mark, text)
    if (found === undefined) return add.get(mark, text)!
    more.run(found)
    return found
  }
  return {
    use: text => {
      const remembered = memory.get(text)
      // What is remembered may have been deleted with its last event.
      if (remembered !== undefined && more.run(remembered).changes > 0) return remembered
      const key = lookUp(text)
      if (memory.size >= MOST) memory.clear()
      memory.set(text, key)
      return key
    },
    release: key => {
      less.run(key)
      drop.run(key)
    },
    forget: () => memory.clear(),
  }
}

/** 32 bits, signed: what SQLite holds in four bytes. */
export function shortHash(text: string): number {
  return Number.parseInt(hash('sha1', text, 'hex').slice(0, 8), 16) | 0
}
