import type { Database } from 'better-sqlite3'
import type { NamedElement } from '../../element-names.ts'

/** The elements of a project by their keys, each with all it was called, in the order met. */
export function namedElements(db: Database, project: number): Map<number, NamedElement> {
  const elements = new Map(
    db
      .prepare<[number], { key: number; element: string; name: string }>(
        'SELECT key, fingerprint AS element, name FROM element WHERE project = ?',
      )
      .all(project)
      .map(({ key, element, name }) => [key, { element, names: [name] }]),
  )
  const others = db.prepare<[number], { element: number; name: string }>(
    'SELECT n.element, n.name FROM element_name n JOIN element e ON e.key = n.element WHERE e.project = ? ORDER BY n.key',
  )
  for (const { element, name } of others.iterate(project)) elements.get(element)?.names.push(name)
  return elements
}
