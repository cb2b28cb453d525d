/**
 * The part of CSS selectors that masking takes: tags, `#id`, `.class`, `[attribute]`, `[attribute="value"]` with
 * `^=`, `$=`, `*=`, descendants and children, several by comma. Anything else is refused, not guessed at.
 */

interface Part {
  tag: string | null
  tests: { name: string; how: 'has' | '=' | '^=' | '$=' | '*=' | '~='; value: string }[]
  /** Stands right inside the part before. */
  child: boolean
}
/** From the outermost to the element itself. */
export type Selector = Part[][]

/** What of an element a selector looks at. */
export interface Element {
  tagName: string
  attributes: Record<string, unknown>
}

const SIMPLE =
  /^(?:(\*|[a-zA-Z][\w-]*)|#((?:[\w-]|[^\0-\x7f])+)|\.((?:[\w-]|[^\0-\x7f])+)|\[\s*([\w-]+)\s*(?:([\^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*)?\])/

/** Null when it is none that masking understands. */
export function parseSelector(text: string): Selector | null {
  const all = text.split(/,(?![^[]*\])/).map(one => parseOne(one.trim()))
  return all.every(one => one !== null) ? all.filter(one => one !== null) : null
}

function parseOne(text: string): Part[] | null {
  const parts: Part[] = []
  let rest = text
  let child = false
  while (rest !== '') {
    const part: Part = { tag: null, tests: [], child }
    let taken = 0
    for (let found = SIMPLE.exec(rest); found; found = SIMPLE.exec(rest)) {
      const [whole, tag, id, className, name, how, double, single, bare] = found
      if (tag !== undefined && taken > 0) return null
      if (tag !== undefined && tag !== '*') part.tag = tag.toLowerCase()
      if (id !== undefined) part.tests.push({ name: 'id', how: '=', value: id })
      if (className !== undefined) part.tests.push({ name: 'class', how: '~=', value: className })
      if (name !== undefined) {
        part.tests.push({ name, how: readHow(how), value: double ?? single ?? bare ?? '' })
      }
      taken += whole.length
      rest = rest.slice(whole.length)
    }
    if (taken === 0) return null
    parts.push(part)
    const between = /^\s*(>?)\s*/.exec(rest)
    if (between && between[0] === '' && rest !== '') return null
    child = between?.[1] === '>'
    rest = rest.slice(between?.[0].length ?? 0)
    if (child && rest === '') return null
  }
  return parts.length > 0 ? parts : null
}

function readHow(text: string | undefined): Part['tests'][number]['how'] {
  return text === '=' || text === '^=' || text === '$=' || text === '*=' ? text : 'has'
}

/** `path`: the element, then what it stands in, from inside out. */
export function matches(selector: Selector, path: Element[]): boolean {
  return selector.some(parts => fits(parts, parts.length - 1, path, 0))
}

function fits(parts: Part[], part: number, path: Element[], at: number): boolean {
  const wanted = parts[part]
  const element = path[at]
  if (!wanted || !element || !isOne(wanted, element)) return false
  if (part === 0) return true
  if (wanted.child) return fits(parts, part - 1, path, at + 1)
  for (let above = at + 1; above < path.length; above++) if (fits(parts, part - 1, path, above)) return true
  return false
}

function isOne({ tag, tests }: Part, { tagName, attributes }: Element): boolean {
  if (tag !== null && tag !== tagName.toLowerCase()) return false
  return tests.every(({ name, how, value }) => {
    const held = attributes[name]
    if (held === undefined || held === null) return false
    const text = String(held)
    if (how === 'has') return true
    if (how === '~=') return text.split(/\s+/).includes(value)
    if (how === '=') return text === value
    if (value === '') return false
    return how === '^=' ? text.startsWith(value) : how === '$=' ? text.endsWith(value) : text.includes(value)
  })
}
