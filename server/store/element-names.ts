/** Names that are kept of an element besides the first: what counts or tells the time has no end of them. */
export const MOST_NAMES = 20

/** An element as steps ask for it: `names` begins with the one it was first met with. */
export interface NamedElement {
  element: string
  names: readonly string[]
}

/** The name that holds the text, without regard to case; of several the first. Null: none does. */
export function nameWith(names: readonly string[], search: string): string | null {
  const part = search.toLowerCase()
  return names.find(name => name.toLowerCase().includes(part)) ?? null
}
