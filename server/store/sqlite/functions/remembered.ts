const MOST_REMEMBERED = 1_000

/** Parsed questions by their text: a query has few, and asks each of many rows. */
export function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return text => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= MOST_REMEMBERED) known.clear()
    const value = parse(text)
    known.set(text, value)
    return value
  }
}
