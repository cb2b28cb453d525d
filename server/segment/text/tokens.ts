/** Words, texts, numbers and signs of a query, each with its place. */
export interface Token {
  kind: 'word' | 'text' | 'number' | 'sign' | 'end'
  /** As written; of a text, what it says. */
  value: string
  /** UTF-16 units, from 0. */
  from: number
  to: number
}

/** Why a text is no query, and where. */
export class TextError extends Error {
  readonly from: number
  readonly to: number

  constructor(message: string, { from, to }: { from: number; to: number }) {
    super(message)
    this.from = from
    this.to = to
  }
}

const TOKEN =
  /\s*(?:([A-Za-z][A-Za-z-]*)|("(?:[^"\\\n]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(>=|<=|[>=<(),.]))/y

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let from = 0
  while (from < text.length) {
    TOKEN.lastIndex = from
    const found = TOKEN.exec(text)
    if (!found) {
      const rest = text.slice(from).trimStart()
      if (rest === '') break
      const at = text.length - rest.length
      const message = rest.startsWith('"')
        ? 'This text has no closing quotation mark.'
        : 'This sign says nothing here.'
      throw new TextError(message, { from: at, to: rest.startsWith('"') ? text.length : at + 1 })
    }
    const [whole, word, quoted, number, sign = ''] = found
    const to = from + whole.length
    const start = to - whole.trimStart().length
    if (word !== undefined) tokens.push({ kind: 'word', value: word, from: start, to })
    else if (quoted !== undefined)
      tokens.push({ kind: 'text', value: unquote(quoted, start, to), from: start, to })
    else if (number !== undefined) tokens.push({ kind: 'number', value: number, from: start, to })
    else tokens.push({ kind: 'sign', value: sign, from: start, to })
    from = to
  }
  tokens.push({ kind: 'end', value: '', from: text.length, to: text.length })
  return tokens
}

/** Texts are written as in JSON. */
function unquote(quoted: string, from: number, to: number): string {
  try {
    const value: unknown = JSON.parse(quoted)
    return String(value)
  } catch {
    throw new TextError('This text is not written as in JSON.', { from, to })
  }
}
