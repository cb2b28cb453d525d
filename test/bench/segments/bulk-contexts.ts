import type { Database } from 'better-sqlite3'
import { type Contexts, nameOf, shortHash } from '../../../server/store/sqlite/write/contexts.ts'

/** As the store's own, but remembers everything, and writes it at the end. */
export function bulkContexts(db: Database): Contexts & { write(): void } {
  const known = new Map<string, { key: number; text: string; client: number | null }>()
  const once = new Set<string>()
  const use = (text: string, client: number | null = null): number => {
    const name = nameOf(text, client)
    const one = known.get(name) ?? { key: known.size + 1, text, client }
    known.set(name, one)
    return one.key
  }
  return {
    use: text => use(text),
    ofTab: (tab, client) =>
      tab === null && client === null ? null : use(tab ?? '', client === null ? null : use(client)),
    share: text => {
      if (known.has(text) || once.delete(text)) return use(text)
      once.add(text)
      return text
    },
    forget: () => {},
    write: () => {
      const add = db.prepare('INSERT INTO context (key, mark, client, text) VALUES (?, ?, ?, ?)')
      db.transaction(() => {
        for (const [name, { key, text, client }] of known) add.run(key, shortHash(name), client, text)
      })()
    },
  }
}
