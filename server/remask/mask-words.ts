import type { TextMask } from './text.ts'

export interface Masked<T> {
  value: T
  places: number
}

interface How {
  /** What stands under these names is left as it is. */
  except?: ReadonlySet<string>
  /** Names are words, too, and numbers are what they read as. */
  whole?: boolean
}

/** Every text in a value through the mask; how many of them changed. */
export function maskWords<T>(value: T, mask: TextMask, { except, whole = false }: How = {}): Masked<T> {
  let places = 0
  const say = (text: string) => {
    const after = mask(text)
    if (after !== text) places += 1
    return after
  }
  const walk = (one: unknown, name: string): unknown => {
    if (typeof one === 'string') return except?.has(name) ? one : say(one)
    if (typeof one === 'number' && whole) {
      const said = say(String(one))
      return said === String(one) ? one : said
    }
    if (Array.isArray(one)) return one.map(item => walk(item, name))
    if (typeof one !== 'object' || one === null) return one
    const entries = new Map<string, unknown>()
    for (const [key, held] of Object.entries(one))
      entries.set(freeName(whole ? say(key) : key, entries), walk(held, key))
    return Object.fromEntries(entries)
  }
  const masked = walk(value, '')
  return places === 0 ? { value, places } : { value: masked as T, places }
}

/** Two names may have become the same. */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(name) ? freeName(`${name}*`, taken) : name
}
