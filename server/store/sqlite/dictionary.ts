import type { Database } from 'better-sqlite3'
import { SOURCES, type Source } from '../../../contract/event.ts'
import { MOST_NAMES } from '../element-names.ts'

/** Place in SOURCES; new sources are appended there, so numbers stay. */
export function sourceKey(source: Source): number {
  return SOURCES.indexOf(source)
}

export function sourceOf(key: number): Source {
  return SOURCES[key]!
}

export interface Dictionary {
  project(id: string): number
  eventName(project: number, asked: 0 | 1, name: string): number
  traitName(project: number, name: string): number
  path(project: number, text: string): number
  pattern(project: number, text: string): number
  /** `role` is kept as it was when the element was first met; other names are kept beside the first. */
  element(project: number, fingerprint: string, name: string, role: string): number
  /** Keys may be those of rows that were undone. */
  forget(): void
}

/** Entries remembered of each dictionary; beyond, it starts over. */
const MOST = 20_000

/** Integer keys of texts that repeat, made when first met. */
export function dictionary(db: Database): Dictionary {
  const known: Map<string, number>[] = []
  const entries = <P extends unknown[]>(table: string, columns: string[]) => {
    const all = columns.join(', ')
    const find = db
      .prepare<P, number>(
        `SELECT key FROM ${table} WHERE ${columns.map(column => `${column} = ?`).join(' AND ')}`,
      )
      .pluck()
    const add = db
      .prepare<P, number>(
        `INSERT INTO ${table} (${all}) VALUES (${columns.map(() => '?').join(', ')}) RETURNING key`,
      )
      .pluck()
    const memory = new Map<string, number>()
    known.push(memory)
    return (...values: P): number => {
      const id = JSON.stringify(values)
      const remembered = memory.get(id)
      if (remembered !== undefined) return remembered
      const key = find.get(...values) ?? add.get(...values)!
      if (memory.size >= MOST) memory.clear()
      memory.set(id, key)
      return key
    }
  }
  const findElement = db
    .prepare<[number, string], number>('SELECT key FROM element WHERE project = ? AND fingerprint = ?')
    .pluck()
  const addElement = db
    .prepare<[number, string, string, string], number>(
      'INSERT INTO element (project, fingerprint, name, role) VALUES (?, ?, ?, ?) RETURNING key',
    )
    .pluck()
  const addName = db.prepare<{ key: number; name: string; most: number }>(
    `INSERT INTO element_name (element, name) SELECT @key, @name
     WHERE @name <> (SELECT name FROM element WHERE key = @key)
       AND NOT EXISTS (SELECT 1 FROM element_name WHERE element = @key AND name = @name)
       AND (SELECT count(*) FROM element_name WHERE element = @key) < @most`,
  )
  const elements = new Map<string, number>()
  known.push(elements)
  return {
    project: entries<[string]>('project', ['id']),
    eventName: entries<[number, 0 | 1, string]>('event_name', ['project', 'asked', 'name']),
    traitName: entries<[number, string]>('trait_name', ['project', 'name']),
    path: entries<[number, string]>('path', ['project', 'text']),
    pattern: entries<[number, string]>('pattern', ['project', 'text']),
    element: (project, fingerprint, name, role) => {
      const id = JSON.stringify([project, fingerprint, name])
      const remembered = elements.get(id)
      if (remembered !== undefined) return remembered
      const known = findElement.get(project, fingerprint)
      const key = known ?? addElement.get(project, fingerprint, name, role)!
      if (known !== undefined) addName.run({ key, name, most: MOST_NAMES })
      if (elements.size >= MOST) elements.clear()
      elements.set(id, key)
      return key
    },
    forget: () => {
      for (const memory of known) memory.clear()
    },
  }
}
