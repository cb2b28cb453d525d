/** A literal text to mask, letters of either case; `*` stands for any run of letters inside a word. */

export type TextMask = (text: string) => string

export function stars(text: string): string {
  return text.replace(/\S/g, '*')
}

/** No regular expression is made of what people type: each text is gone through once. */
export function textMask(pattern: string): TextMask {
  const wanted = pattern.toLowerCase()
  if (!wanted.includes('*')) return text => replaced(text, spans(lower(text), wanted))
  const parts = wanted.split('*')
  return text => {
    if (!parts.every(part => lower(text).includes(part))) return text
    return text.replace(/\S+/g, word => maskWord(word, parts))
  }
}

function maskWord(word: string, parts: string[]): string {
  const text = lower(word)
  const first = parts[0] ?? ''
  const start = text.indexOf(first)
  if (start < 0) return word
  let end = start + first.length
  for (const part of parts.slice(1)) {
    const next = text.indexOf(part, end)
    if (next < 0) return word
    end = next + part.length
  }
  const from = first === '' ? 0 : start
  const to = parts.at(-1) === '' ? word.length : end
  return word.slice(0, from) + stars(word.slice(from, to)) + word.slice(to)
}

/** A few letters become several in lower case; then places would shift, and case counts. */
function lower(text: string): string {
  const low = text.toLowerCase()
  return low.length === text.length ? low : text
}

function spans(text: string, wanted: string): [number, number][] {
  const found: [number, number][] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    found.push([at, at + wanted.length])
  }
  return found
}

function replaced(text: string, found: [number, number][]): string {
  let out = ''
  let done = 0
  for (const [from, to] of found) {
    out += text.slice(done, from) + stars(text.slice(from, to))
    done = to
  }
  return out + text.slice(done)
}
